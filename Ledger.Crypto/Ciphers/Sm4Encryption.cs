using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Ciphers;

/// <summary>How SM4 is computed here, chosen once for the processor.</summary>
public static class Sm4Encryption
{
    /// <summary>The fastest way that this processor has.</summary>
    public static Sm4Engine Engine { get; } = Enum.GetValues<Sm4Engine>().Last(IsSupported);

    /// <summary>The same for people.</summary>
    public static string Path => Engine switch
    {
        Sm4Engine.Gfni512 => "GFNI, AVX-512, 16 blocks to a vector",
        Sm4Engine.Gfni256 => "GFNI, AVX2, 8 blocks to a vector",
        Sm4Engine.Aes => "AES-NI, 4 blocks to a vector",
        _ => "bitsliced, 64-bit words",
    };

    /// <summary>Whether this processor has what a way needs.</summary>
    public static bool IsSupported(Sm4Engine engine) => engine switch
    {
        Sm4Engine.Gfni512 => Gfni.V512.IsSupported && Avx512BW.IsSupported && Pclmulqdq.V512.IsSupported,
        Sm4Engine.Gfni256 => Gfni.V256.IsSupported && Avx2.IsSupported && Pclmulqdq.IsSupported,
        Sm4Engine.Aes => System.Runtime.Intrinsics.X86.Aes.IsSupported && Ssse3.IsSupported && Pclmulqdq.IsSupported,
        _ => true,
    };
}
