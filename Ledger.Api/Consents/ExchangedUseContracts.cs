namespace Ledger.Api.Consents;

/// <summary>A material of another province, as its log proves it.</summary>
/// <param name="Identifier">电子材料标识.</param>
/// <param name="Type">材料目录编码.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="MediaType">What the file is.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Sm3">SM3 of the file, 64 hexadecimal characters.</param>
/// <param name="Sha256">SHA-256 of the file, 64 hexadecimal characters.</param>
/// <param name="File">Where the file is fetched, for an hour.</param>
public sealed record ExchangedMaterialContract(
    string Identifier, string Type, string FileName, string MediaType, long Length, string Sm3, string Sha256, string File);

/// <summary>What another province gave, verified by this node before it is answered.</summary>
/// <param name="Province">Division code of the province.</param>
/// <param name="Use">Name of the use there, 32 hexadecimal characters.</param>
/// <param name="Index">Its index in that province's log.</param>
/// <param name="AsOf">When that province's log, or its witnesses, had nothing newer.</param>
/// <param name="Disputed">Whether an objection is open (异议中): proven of a licence; a material in dispute is not given at all.</param>
/// <param name="Licence">证照标识; null where a material was used.</param>
/// <param name="Material">The material; null where a licence was used.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Document">The licence's document with these fields and their Merkle proofs, canonical JSON in base64; null for a material.</param>
/// <param name="Receipt">用证回执 of this node: signed statement, canonical JSON in base64; null where it gives none.</param>
public sealed record ExchangedUseResponse(
    string Province,
    string Use,
    long Index,
    DateTimeOffset AsOf,
    bool Disputed,
    string? Licence,
    ExchangedMaterialContract? Material,
    IReadOnlyList<UsedFieldContract> Fields,
    string? Document,
    string? Receipt);
