using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Materials;

/// <summary>What a department says of a file that it hands in. Personal data: in memory only.</summary>
/// <param name="Type">材料目录编码.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="Name">Name to show, 1 to 128 visible characters.</param>
/// <param name="MediaType">What the file is declared to be.</param>
/// <param name="Level">可信等级 claimed.</param>
/// <param name="Dated">Day of the material; null for today.</param>
/// <param name="ValidTo">Last day that it states itself (失效日期); null for none.</param>
/// <param name="CaseNumber">办件编号, 1 to 64 visible ASCII characters; null for none.</param>
/// <param name="StuffType">材料收取方式.</param>
/// <param name="StuffSource">材料复用方式.</param>
/// <param name="SourceLicenceId">证照标识 that it was taken from; null for none.</param>
/// <param name="SourceStuffId">电子材料标识 that it was taken from; null for none.</param>
/// <param name="Fields">Structured fields of the type, by their short names.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
internal sealed record MaterialRequest(
    string Type,
    HolderIdentity Holder,
    string Name,
    string MediaType,
    TrustLevel Level,
    DateOnly? Dated,
    DateOnly? ValidTo,
    string? CaseNumber,
    string StuffType,
    string StuffSource,
    string? SourceLicenceId,
    string? SourceStuffId,
    IReadOnlyDictionary<string, string> Fields,
    string Operator)
{
    /// <summary>电子材料标识 of the version, or promise, whose place it takes; null for a first version.</summary>
    public string? Replaces { get; init; }

    /// <summary>The type alone: what is asked for may end up in a log.</summary>
    public override string ToString() => $"{nameof(MaterialRequest)} {Type}";
}
