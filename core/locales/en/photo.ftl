# Photos: what can go wrong and what the photographer should know.

photo-not_jpeg = The file is not a JPEG photo. Take the photo again with the camera, or save the picture as JPEG.
photo-too_large = The photo has too many pixels. Choose a smaller picture size in the camera and take it again.
photo-unsupported = The photo is saved in a rare way that cannot be read. Save it as an ordinary JPEG.
photo-broken = The photo is damaged and cannot be read. Take it again.
photo-region_outside = The area to blur lies outside of the photo. Mark it again.
photo-nothing_to_blur = Nothing is marked. Mark at least one area to blur.

photo-blur = Blur
photo-blur-explained = Mark faces and number plates. What is under the mark is gone from the photo and cannot be brought back.
photo-blur_after_sent-explained = The photo has already been sent. The blurred version replaces it for everybody. The municipality keeps the old one closed for as long as the rules require.
photo-no_metadata = Place, time and details of the phone are removed from the photo before it is sent.
photo-caption = Caption
photo-two_versions = The photo has two versions that disagree and is therefore not public.
