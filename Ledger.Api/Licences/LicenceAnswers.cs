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
        null);

    /// <summary>The face of a licence in printed order.</summary>
    public static IReadOnlyList<FieldContract> FieldsOf(OpenedLicence opened, ProvinceNode node) =>
        [.. PrintedField.Of(opened.Document, node.Types).Select(field => new FieldContract(field.Name, field.Label, field.Value))];

    /// <summary><c>anchored</c>, or <c>pending</c>.</summary>
    public static string AnchorText(ProvinceNode node, long index) => node.IsAnchored(index) ? "anchored" : "pending";
}
