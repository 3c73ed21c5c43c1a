"""What each check of `doctor` is for, in one plain sentence: why it is made, and what follows from it."""

from collections.abc import Mapping

MEANS: Mapping[str, str] = {
    "configuration": "pvsync.yaml says under which alias every request goes out, and to which service",
    "git": "every plan names the commit that it was made from, so that one can tell later who changed what",
    "credentials": "the service opens to a private key with its certificate and to an API key, found where pvsync.yaml says",
    "API key": "it goes with every request, and tells the service who asks",
    "certificate": "it shows the service who connects; before and after its dates the service hangs up without a word",
    "private key": "it proves that the certificate is yours; a job cannot type a passphrase",
    "key and certificate": "a certificate is good only with the key that its signing request was made with",
    "authority": "it tells the service from a stranger; this cannot be switched off, here or anywhere else",
    "certificate chain": "it tells a certificate of the sandbox from one of production, which do not stand in for each other",
    "files of secrets": "whoever can read the private key and the API key can change your offers in your name",
    "certificate expiry": "from that day on no request is let in, and a new certificate takes days to come",
    "service": "it is asked for a title that nobody has, over the same connection that plan and apply use",
    "clock": "plans are made for the instant that this machine shows; windows, certificates and the end of a plan are judged by it",
    "smoke test": "only this sentence means that a title is not there; any other answer never leads to a change",
    "right to write": "a key may be given the right to read alone; then a plan can be made with it and not carried out",
    "limits": "Prime Video refuses what comes faster; `rate` and `open` in pvsync.yaml say otherwise where it told you so",
}
"""By the name of the check; a test holds that none is without."""
