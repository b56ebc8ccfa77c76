using System.Runtime.InteropServices;

namespace Ledger.Crypto.Native;

/// <summary>An <c>EVP_PKEY_CTX</c> of libcrypto that is ready to verify hashes, one after the other; for one thread at a time.</summary>
internal sealed class ContextHandle : SafeHandle
{
    /// <summary>Makes one, which costs as much as a tenth of a verification.</summary>
    public ContextHandle(KeyHandle key)
        : base(0, ownsHandle: true)
    {
        SetHandle(Libcrypto.CheckPointer(Libcrypto.EVP_PKEY_CTX_new_from_pkey(0, key, 0)));
        Libcrypto.Check(Libcrypto.EVP_PKEY_verify_init(handle));
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_PKEY_CTX_free(handle);
        return true;
    }
}
