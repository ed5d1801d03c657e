"""Encrypts submissions as ODK Collect does: the other half of what is read, on the library's own CFB."""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

try:
    from cryptography.hazmat.decrepit.ciphers.modes import CFB
except ImportError:
    from cryptography.hazmat.primitives.ciphers.modes import CFB

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
_OAEP = padding.OAEP(padding.MGF1(SHA256()), SHA256(), None)
_PAGE = """<data xmlns="http://opendatakit.org/submissions" id="{form}" version="{version}" encrypted="yes">
<base64EncryptedKey>{key}</base64EncryptedKey>
<meta xmlns="http://openrosa.org/xforms"><instanceID>{instance}</instanceID></meta>
{media}<encryptedXmlFile>submission.xml.enc</encryptedXmlFile>
{signature}</data>"""


def sealed(xml, form, version, instance, files=None, *, signed=True, secret=bytes(range(32))):
    """The parts of an encrypted submission by name."""
    key = base64.b64encode(KEY.public_key().encrypt(secret, _OAEP)).decode()
    seed = bytearray(hashlib.md5(instance.encode() + secret).digest())
    lines = [form, version, key, instance] if version else [form, key, instance]
    parts = {}
    for at, (name, content) in enumerate([*(files or {}).items(), ("submission.xml", xml)]):
        seed[at % 16] = (seed[at % 16] + 1) % 256
        lines.append(f"{name}::{hashlib.md5(content).hexdigest()}")
        count = 16 - len(content) % 16
        encryptor = Cipher(algorithms.AES(secret), CFB(bytes(seed))).encryptor()
        parts[f"{name}.enc"] = encryptor.update(content + bytes([count]) * count) + encryptor.finalize()
    digest = hashlib.md5("".join(f"{line}\n" for line in lines).encode()).digest()
    signature = base64.b64encode(KEY.public_key().encrypt(digest, _OAEP)).decode()
    page = _PAGE.format(
        form=form,
        version=version,
        key=key,
        instance=instance,
        media="".join(f"<media><file>{name}.enc</file></media>" for name in files or {}),
        signature=f"<base64EncryptedElementSignature>{signature}</base64EncryptedElementSignature>" if signed else "",
    )
    return {"submission.xml": page.encode(), **parts}
