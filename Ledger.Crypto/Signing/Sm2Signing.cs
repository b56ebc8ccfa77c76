using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Signing;

/// <summary>How SM2 keys in this process's memory sign: by OpenSSL, unless the process chose otherwise at its start.</summary>
public static class Sm2Signing
{
    /// <summary>The way.</summary>
    public static Sm2Engine Engine { get; private set; } = Sm2Engine.Openssl;

    /// <summary>The same for people.</summary>
    public static string Path => Engine == Sm2Engine.Lanes ? "AVX-512, 8 lanes, every signature verified" : "OpenSSL";

    /// <summary>Chooses, at the start of the process.</summary>
    /// <param name="engine"><see cref="Sm2Engine.Openssl"/> or <see cref="Sm2Engine.Lanes"/>.</param>
    /// <returns>False where this processor cannot; OpenSSL then signs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nobody signs that way.</exception>
    public static bool TryUse(Sm2Engine engine)
    {
        ArgumentOutOfRangeException.ThrowIfEqual((int)engine, (int)Sm2Engine.Scalar, nameof(engine));
        bool can = IsSupported(engine);
        Engine = can ? engine : Sm2Engine.Openssl;
        return can;
    }

    /// <summary>Whether this process can sign that way.</summary>
    public static bool IsSupported(Sm2Engine engine) => engine == Sm2Engine.Openssl || (engine == Sm2Engine.Lanes && SecretMultiple.IsSupported);
}
