"""tuspy against a running server: whole, in chunks with checksums, cut off and resumed."""

import base64
import io
import os
import secrets
import socket
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from blake3 import blake3
from PIL import Image
from tusclient import client, exceptions

SERVER = os.environ["LYKTA_SERVER"]
CODE = os.environ["LYKTA_CODE"]
PHOTOS = Path(os.environ["LYKTA_PHOTOS"])


def authorization() -> str:
    """One phone: a new secret, whose hash is its name."""
    secret = secrets.token_bytes(32)
    replica = blake3(secret).hexdigest()[:32]
    text = base64.urlsafe_b64encode(secret).decode().rstrip("=")
    return f"Lykta {CODE}.{replica}.{text}"


def photo() -> bytes:
    """A JPEG of noise, some 200 kB long."""
    picture = Image.frombytes("RGB", (400, 300), secrets.token_bytes(400 * 300 * 3))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def phone() -> client.TusClient:
    return client.TusClient(f"{SERVER}/v1/photos", headers={"Authorization": authorization()})


def send_half(headers: dict[str, str], url: str, jpeg: bytes, kept: int) -> None:
    """A PATCH that promises the whole photo and breaks off after `kept` bytes."""
    at = urlsplit(url)
    lines = [
        f"PATCH {at.path} HTTP/1.1",
        f"Host: {at.netloc}",
        f"Authorization: {headers['Authorization']}",
        "Tus-Resumable: 1.0.0",
        "Upload-Offset: 0",
        "Content-Type: application/offset+octet-stream",
        f"Content-Length: {len(jpeg)}",
        "",
        "",
    ]
    with socket.create_connection((at.hostname, at.port)) as connection:
        connection.sendall("\r\n".join(lines).encode() + jpeg[:kept])
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)


class Tuspy(unittest.TestCase):
    def is_there(self, jpeg: bytes) -> None:
        kept = PHOTOS / f"{blake3(jpeg).hexdigest()}.jpg"
        self.assertEqual(kept.read_bytes(), jpeg)

    def test_whole(self) -> None:
        jpeg = photo()
        phone().uploader(file_stream=io.BytesIO(jpeg)).upload()
        self.is_there(jpeg)

    def test_chunks_with_checksums_and_metadata(self) -> None:
        jpeg = photo()
        for metadata in ({"hash": blake3(jpeg).hexdigest()}, {"filename": "fåglar.jpg", "note": ""}):
            uploader = phone().uploader(
                file_stream=io.BytesIO(jpeg),
                chunk_size=40_000,
                metadata=metadata,
                upload_checksum=True,
            )
            uploader.upload()
            self.assertEqual(uploader.offset, len(jpeg))
        self.is_there(jpeg)

    def test_resumed_by_another_run(self) -> None:
        jpeg = photo()
        mine = phone()
        first = mine.uploader(file_stream=io.BytesIO(jpeg), chunk_size=50_000)
        first.upload_chunk()
        again = mine.uploader(file_stream=io.BytesIO(jpeg), url=first.url, chunk_size=50_000)
        self.assertEqual(again.offset, 50_000)
        again.upload()
        self.is_there(jpeg)

    def test_cut_off_in_the_middle_of_a_request(self) -> None:
        jpeg = photo()
        mine = phone()
        begun = mine.uploader(file_stream=io.BytesIO(jpeg))
        begun.set_url(begun.create_url())
        send_half(mine.headers, begun.url, jpeg, 70_000)
        again = mine.uploader(file_stream=io.BytesIO(jpeg), url=begun.url)
        self.assertEqual(again.offset, 70_000)
        again.upload()
        self.is_there(jpeg)

    def test_what_is_no_photo_is_refused(self) -> None:
        uploader = phone().uploader(file_stream=io.BytesIO(b"no photo"))
        with self.assertRaises(exceptions.TusCommunicationError) as refused:
            uploader.upload()
        self.assertEqual(refused.exception.status_code, 422, refused.exception.response_content)
        self.assertIn(b"take the photo as jpeg", refused.exception.response_content)

    def test_a_stranger_is_refused(self) -> None:
        stranger = client.TusClient(f"{SERVER}/v1/photos")
        with self.assertRaises(exceptions.TusCommunicationError) as refused:
            stranger.uploader(file_stream=io.BytesIO(photo())).upload()
        self.assertEqual(refused.exception.status_code, 401)


if __name__ == "__main__":
    unittest.main()
