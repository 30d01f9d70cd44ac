"""What schemathesis must be told of our media types."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
