using Ledger.Crypto.Hashing;
using Ledger.Node.Materials;

namespace Ledger.Node.Exchange;

/// <summary>A material of another province, verified: what its log committed to. Personal data, in memory only.</summary>
/// <param name="Use">Name of the use there.</param>
/// <param name="Index">Its index in that province's log.</param>
/// <param name="Identifier">电子材料标识.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="MediaType">What the file is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sm3">SM3 of the file.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Fields">The structured fields, by their names.</param>
/// <param name="AsOf">When it counted, by its log.</param>
internal sealed record ExchangedMaterial(
    string Use, long Index, MaterialIdentifier Identifier, string Name, string MediaType, long Length, Digest Sm3, Digest Sha256,
    IReadOnlyDictionary<string, string> Fields, DateTimeOffset AsOf)
{
    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {Use}";
}
