using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Others;

/// <summary>Hashes by their object identifiers, as others name them. MD5 and SHA-1 are not among them: they prove nothing today.</summary>
internal static class OthersHash
{
    public const string Sha384 = "2.16.840.1.101.3.4.2.2";
    public const string Sha512 = "2.16.840.1.101.3.4.2.3";

    /// <summary>The hash of data; null for one that is not judged here.</summary>
    public static byte[]? Of(string algorithm, ReadOnlySpan<byte> data) => algorithm switch
    {
        Oids.Sm3 => Sm3.Hash(data).ToArray(),
        Oids.Sha256 => SHA256.HashData(data),
        Sha384 => SHA384.HashData(data),
        Sha512 => SHA512.HashData(data),
        _ => null,
    };

    /// <summary>The name .NET has for it; null for one that it does not know.</summary>
    public static HashAlgorithmName? NameOf(string algorithm) => algorithm switch
    {
        Oids.Sha256 => HashAlgorithmName.SHA256,
        Sha384 => HashAlgorithmName.SHA384,
        Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };
}
