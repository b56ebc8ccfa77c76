using System.Runtime.InteropServices;

namespace Ledger.Crypto.Native;

/// <summary>An <c>EVP_PKEY</c> of libcrypto. Freeing it wipes the secret inside.</summary>
internal sealed class KeyHandle : SafeHandle
{
    public KeyHandle(nint key)
        : base(0, ownsHandle: true) => SetHandle(Libcrypto.CheckPointer(key));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_PKEY_free(handle);
        return true;
    }
}
