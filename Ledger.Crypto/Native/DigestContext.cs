using System.Runtime.InteropServices;

namespace Ledger.Crypto.Native;

/// <summary>An <c>EVP_MD_CTX</c> of libcrypto: a hash under way.</summary>
internal sealed class DigestContext : SafeHandle
{
    public DigestContext()
        : base(0, ownsHandle: true) => SetHandle(Libcrypto.CheckPointer(Libcrypto.EVP_MD_CTX_new()));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Libcrypto.EVP_MD_CTX_free(handle);
        return true;
    }
}
