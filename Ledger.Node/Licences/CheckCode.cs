using System.Security.Cryptography;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Licences;

/// <summary>
/// The second factor printed on a licence: 16 characters, 80 random bits, in Crockford's base 32 (no I, L, O, U). Who has it and the
/// identifier may ask for the status; the ledger keeps only its hash.
/// </summary>
internal static class CheckCode
{
    /// <summary>Characters of every check code.</summary>
    public const int Length = 16;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new one.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[Length];
        FreshBytes.Fill(random);
        Span<char> code = stackalloc char[Length];
        for (int i = 0; i < Length; i++)
        {
            code[i] = Alphabet[random[i] % Alphabet.Length]; // 32 divides 256: each character is as likely as each other
        }

        return new string(code);
    }

    /// <summary>What the ledger keeps of it.</summary>
    public static Digest HashOf(string code) => Sm3.Hash(Labelled(code));

    /// <summary>The same of several, hashed in lanes.</summary>
    public static Digest[] HashEach(IEnumerable<string> codes) => Sm3Group.HashEach([.. codes.Select(code => (ReadOnlyMemory<byte>)Labelled(code))]);

    /// <summary>Whether a code is the one that was hashed; the time it takes says nothing.</summary>
    public static bool Fits(string code, Digest hash) => CryptographicOperations.FixedTimeEquals(HashOf(code).Span, hash.Span);

    private static byte[] Labelled(string code) => System.Text.Encoding.ASCII.GetBytes($"check-code\n{code}");
}
