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

## A photo on the phone

photo-title = Photo
photo-mark = Blur something
photo-mark-explained = Drag your finger over faces and number plates. You can mark several places.
photo-mark-picture = The photo to drag on. Without a finger: use the squares further down.
photo-mark-undo = Undo the last one
photo-marks = { $count ->
    [0] Nothing is marked yet.
    [one] One place is marked.
   *[other] { $count } places are marked.
}
photo-blur-for_ever = What is under the marks is gone from the photo and cannot be brought back.
photo-blurred = It is blurred now. What was under it is gone.
photo-cells = Mark without dragging
photo-cells-explained = The squares are the nine parts of the photo. Press those to blur.
photo-cell-1 = Upper left
photo-cell-2 = Upper middle
photo-cell-3 = Upper right
photo-cell-4 = Middle left
photo-cell-5 = The middle of the photo
photo-cell-6 = Middle right
photo-cell-7 = Lower left
photo-cell-8 = Lower middle
photo-cell-9 = Lower right
photo-withdraw = Remove the photo
photo-withdraw-ask = Remove the photo?
photo-not_here = The photo is not on this phone.
photo-erased = The photo is erased.
