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
/// <param name="AnswerSm3">SM3 of the answer as it was opened.</param>
internal sealed record ExchangedMaterial(
    string Use, long Index, MaterialIdentifier Identifier, string Name, string MediaType, long Length, Digest Sm3, Digest Sha256,
    IReadOnlyDictionary<string, string> Fields, DateTimeOffset AsOf, Digest AnswerSm3)
{
    /// <summary>用证回执: what this node stated of it, signed; empty where it gives no receipts.</summary>
    public ReadOnlyMemory<byte> Receipt { get; init; }

    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {Use}";
}
