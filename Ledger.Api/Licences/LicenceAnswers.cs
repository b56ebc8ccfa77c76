using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Api.Licences;

/// <summary>Writes what departments get back about licences.</summary>
internal static class LicenceAnswers
{
    /// <summary>A licence just issued, or issued before by the same request.</summary>
    public static IssuedLicenceResponse Of(IssuedLicence issued, ProvinceNode node) => new(
        issued.Licence.Identifier.ToString(),
        issued.Receipt.Index,
        issued.Receipt.LeafHash.ToBase64(),
        issued.Receipt.Size,
        AnchorText(node, issued.Receipt.Index),
        issued.CheckCode);

    /// <summary>A decision on a licence.</summary>
    public static ChangedLicenceResponse Of(string identifier, LogReceipt receipt, ProvinceNode node) => new(
        identifier, receipt.Index, receipt.LeafHash.ToBase64(), receipt.Size, AnchorText(node, receipt.Index));

    /// <summary>A licence as its own authority sees it, without its fields.</summary>
    public static LicenceResponse Of(Licence licence, ProvinceNode node) => new(
        licence.Identifier.ToString(),
        licence.Identifier.Type,
        node.Licences.TypeNameOf(licence),
        licence.Edition,
        licence.Identifier.Issuer,
        licence.Identifier.Version,
        licence.Act.Code(),
        node.Licences.StateOf(licence).Code(),
        licence.IsDisputed,
        LicenceDate.Format(licence.Validity.From),
        licence.Validity.To is DateOnly last ? LicenceDate.Format(last) : null,
        licence.Previous,
        node.Licences.SuccessorOf(licence),
        licence.NextCheckDue is DateOnly due ? LicenceDate.Format(due) : null,
        licence.IssuedIndex,
        licence.LastIndex,
        AnchorText(node, licence.LastIndex),
        Fields: null,
        PointInTime: null,
        Flags: null,
        Ripple: null);

    /// <summary>A licence as it was: the version that was current, by its events up to then.</summary>
    public static LicenceResponse Of(PastLicence past, ProvinceNode node)
    {
        (string chinese, string english) = past.Reach.Sentence();
        return Of(past.Licence, node) with
        {
            Status = past.StatusCode,
            Disputed = past.IsDisputed,
            PointInTime = new PointInTimeContract(
                past.Moment.ToUniversalTime(),
                $"/log/status/{past.Proof.Bundle.MapKey.ToHex()}",
                past.Proof.AsOf,
                past.Reach.Code(),
                new TextInBoth(chinese, english)),
        };
    }

    /// <summary>One event.</summary>
    public static LicenceEventContract Of(LicenceEvent told, ProvinceNode node) => new(
        told.Step.Index,
        told.Step.Name,
        told.Identifier.ToString(),
        told.Facts?.Code,
        told.Step.State?.Code() ?? PastLicence.Unknown,
        told.Step.After.IsDisputed,
        Text(told.Facts?.LegalBasis),
        Text(told.Facts?.DecidedOn),
        told.Facts?.Until,
        told.Facts?.Reference,
        Text(told.Details?.Operator),
        Text(told.Details?.Note),
        told.Step.Leaf.Time,
        told.Step.LeafHash.ToBase64(),
        AnchorText(node, told.Step.Index));

    /// <summary>The face of a licence in printed order.</summary>
    public static IReadOnlyList<FieldContract> FieldsOf(OpenedLicence opened, ProvinceNode node) =>
        [.. PrintedField.Of(opened.Document, node.Licences.TypeOf(opened.Licence)).Select(field => new FieldContract(field.Name, field.Label, field.Value))];

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary><c>anchored</c>, or <c>pending</c>.</summary>
    public static string AnchorText(ProvinceNode node, long index) => node.IsAnchored(index) ? "anchored" : "pending";
}
