using System.Globalization;
using Google.Protobuf;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Seals;

namespace Ledger.Api.Seals;

/// <summary>Writes what is told of seals and grants.</summary>
internal static class SealAnswers
{
    /// <summary>A seal as it is now.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="node">The node that has it.</param>
    /// <param name="now">The clock.</param>
    /// <param name="whole">Whether with everything that happened to it.</param>
    public static SealResponse Of(Seal seal, ProvinceNode node, DateTimeOffset now, bool whole) => new(
        Hex(seal.Handle),
        seal.Name,
        seal.StateAt(now).Code(),
        seal.Origin,
        seal.SealId,
        seal.SealSm3?.ToHex(),
        seal.Validity?.From,
        seal.Validity?.Until,
        seal.EndedBy?.Code(),
        MapKeyOf(node, seal.Handle),
        whole ? [.. seal.Steps.Select(step => Of(step, node.Seals.DetailsOf(seal.Handle, step)))] : null);

    /// <summary>A grant as it is now.</summary>
    public static SealGrantResponse Of(SealGrant grant, ProvinceNode node) => new(
        Hex(grant.Handle),
        grant.LicenceType,
        grant.System,
        grant.IsForOperator ? Given(node.Seals.DetailsOf(grant)?.GrantedOperator) : null,
        grant.IsForOperator,
        SealGrant.Format(grant.From),
        grant.To is DateOnly last ? SealGrant.Format(last) : null,
        grant.Count,
        grant.Used,
        grant.GrantedAt,
        grant.By?.System,
        grant.WithdrawnAt,
        grant.Index,
        MapKeyOf(node, grant.Handle));

    /// <summary>One use of a seal.</summary>
    public static SealUseContract Of(SealedLicence use) => new(use.Index, use.Time, use.Identifier, Hex(use.Grant), Given(use.System));

    /// <summary>Refused attempts.</summary>
    public static RefusedUseContract Of(RefusedUse refused) =>
        new(refused.Index, refused.Time, refused.LicenceType, Given(refused.System), refused.Reason, refused.Count);

    /// <summary>The cursor behind a page; null where it was not full.</summary>
    public static string? CursorOf(int count, long? last) =>
        count < SealRegister.MostListed ? null : last?.ToString(CultureInfo.InvariantCulture);

    private static SealStepContract Of(SealStep step, SealDetails? details) =>
        new(step.Event, step.Index, step.Time, step.By?.System, Given(details?.Operator), Given(details?.Note));

    private static string MapKeyOf(ProvinceNode node, ByteString handle) => MapKey.For(node.Options.Origin, MapNamespace.Seal, handle.Span).ToHex();

    private static string Hex(ByteString handle) => Convert.ToHexStringLower(handle.Span);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
