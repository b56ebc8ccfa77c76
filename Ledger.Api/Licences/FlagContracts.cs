using Ledger.Node.Licences;

namespace Ledger.Api.Licences;

/// <summary>An open flag on a licence: a change of another licence may concern it. It stays in force; its authority has to look.</summary>
/// <param name="Rule">The rule that fired: <c>holder-name-changed</c>, <c>address-changed</c>, <c>legal-representative-changed</c> or <c>component-flagged</c>.</param>
/// <param name="Reason">The rule as a sentence, in the language asked for.</param>
/// <param name="Cause">证照标识 of the licence version that set it off.</param>
/// <param name="Since">When it was set.</param>
/// <param name="Index">Index of the flag in the log.</param>
public sealed record FlagContract(string Rule, string Reason, string Cause, DateTimeOffset Since, long Index)
{
    internal static FlagContract Of(LicenceFlag flag, bool english) => new(
        flag.Rule.Code(), english ? flag.Rule.English() : flag.Rule.Chinese(), flag.CauseIdentifier, flag.Since, flag.Index);
}

/// <summary>What issuing a version set off among the holder's other licences and materials.</summary>
/// <param name="Rules">The rules that fired.</param>
/// <param name="Flagged">Licences flagged, of whatever authority of this node; at most 200.</param>
/// <param name="Skipped">Licences that could not be compared or flagged: their content is erased, or their record is full.</param>
/// <param name="Beyond">Licences that would have been flagged beyond the 200.</param>
/// <param name="MaterialTypes">材料目录编码 of the materials that count no more where the holder handed them in before.</param>
public sealed record RippleContract(
    IReadOnlyList<string> Rules, long Flagged, long Skipped, long Beyond, IReadOnlyList<string> MaterialTypes)
{
    internal static RippleContract Of(LicenceRippled rippled) =>
        new([.. rippled.RuleCodes], rippled.Flagged, rippled.Skipped, rippled.Beyond, [.. rippled.MaterialTypes]);
}

/// <summary>A licence with one of its open flags.</summary>
/// <param name="Identifier">证照标识 of the flagged licence.</param>
/// <param name="TypeName">Name of its type.</param>
/// <param name="Flag">The flag.</param>
public sealed record FlaggedLicenceContract(string Identifier, string TypeName, FlagContract Flag);

/// <summary>Open flags on the licences of the caller's authority, the oldest first.</summary>
/// <param name="Flags">At most 100.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record FlagListResponse(IReadOnlyList<FlaggedLicenceContract> Flags, string? Cursor);
