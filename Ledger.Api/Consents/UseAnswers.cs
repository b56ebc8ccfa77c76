using System.Globalization;
using Google.Protobuf;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;

namespace Ledger.Api.Consents;

/// <summary>Writes uses as answers, to who made them and to whose things were used.</summary>
internal static class UseAnswers
{
    /// <summary>The holder's access ledger.</summary>
    public const string Own = "/api/v1/me/uses";

    /// <summary>A use of a licence, to who made it.</summary>
    public static UseResponse Of(MadeUse use, ProvinceNode node, bool inEnglish) => Of(
        use.Made,
        use.Receipt,
        node,
        new UsedLicenceContract(
            use.Licence.Identifier.ToString(),
            use.Licence.Identifier.Type,
            node.Licences.TypeNameOf(use.Licence),
            node.Licences.StateOf(use.Licence).Code(),
            use.Licence.IsDisputed,
            inEnglish ? use.Recognition.English : use.Recognition.Chinese),
        material: null,
        use.Document.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        use.Document.ToBytes());

    /// <summary>A use of a material, to who made it.</summary>
    public static UseResponse Of(MadeMaterialUse use, ProvinceNode node)
    {
        (Material material, MaterialContent content) = (use.Material.Material, use.Material.Content);
        UsedMaterialContract used = new(
            material.Identifier.ToString(),
            material.Identifier.Type,
            node.MaterialTypes.Find(material.Identifier.Type, material.Edition)?.Name ?? material.Identifier.Type,
            material.Level?.Code(),
            content.Dated,
            material.ValidTo is DateOnly last ? LicenceDate.Format(last) : null,
            use.HasFile ? content.Name : null,
            use.HasFile ? content.MediaType : null,
            use.HasFile ? content.Length : null,
            use.HasFile ? Convert.ToHexStringLower(content.Sm3.Span) : null,
            use.HasFile ? Convert.ToHexStringLower(content.Sha256.Span) : null,
            use.HasFile ? $"/api/v1/uses/{use.Receipt.Index}/file" : null);
        return Of(use.Made, use.Receipt, node, licence: null, used, use.Fields, document: null);
    }

    /// <summary>A use, to whose thing was used; null where what was said of it cannot be read any more.</summary>
    public static OwnUseResponse? Of(OpenedUse use, ProvinceNode node)
    {
        if (use.Content is not UseContent content)
        {
            return null; // another holder of the same was erased, and with them what was said of it
        }

        (string chinese, string english) = UseSentence.Of(use, content, node);
        return new OwnUseResponse(
            ConsentName.Of(use.Row.Made.Use),
            chinese,
            english,
            use.UsedAt,
            UseSentence.Code(use.Row.Made.Basis),
            content.Organisation,
            content.Authority,
            content.Operator,
            content.ItemCode,
            content.CaseNumber,
            content.Purpose,
            use.Licence?.Identifier.ToString(),
            use.Material?.Identifier.ToString(),
            content.Fields,
            content.File,
            use.Index,
            WithdrawalOf(use.Row.Made.ConsentHandle, node),
            use.ObjectedAt,
            use.ObjectedAt is null ? $"{Own}/{use.Index}/objection" : null,
            AnswerOf(use.AnsweredAt, use.Answer),
            content.Recipient.IsEmpty ? null : ReceiptOf(use));
    }

    /// <summary>What was answered to an objection; null where nothing was.</summary>
    public static ObjectionAnswerContract? AnswerOf(DateTimeOffset? at, ObjectionAnswer? answer) => at is DateTimeOffset when && answer is not null
        ? new ObjectionAnswerContract(answer.ToString(), when, answer.Text, answer.Correction.Length > 0 ? answer.Correction : null)
        : null;

    /// <summary>The same in a sentence, for the holder.</summary>
    public static (string Chinese, string English) SentenceOf(ObjectionAnswerContract answer)
    {
        string at = BeijingTime.TextOf(answer.At);
        return answer.Correction is string correction
            ? ($"{at} 使用单位答复：异议成立。{answer.Text} 改正措施：{correction}", $"Answered on {at} (Beijing time): your objection is upheld. {answer.Text} What was done: {correction}")
            : ($"{at} 使用单位答复：异议不成立。{answer.Text}", $"Answered on {at} (Beijing time): your objection is rejected. {answer.Text}");
    }

    /// <summary>A page of an access ledger.</summary>
    public static OwnUseListResponse Of(IReadOnlyList<OpenedUse> uses, ProvinceNode node) => new(
        [.. uses.Select(use => Of(use, node)).OfType<OwnUseResponse>()],
        uses.Count < UseRegister.MostListed ? null : uses[^1].Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Where such a page ended, as a body names it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: no cursor.</exception>
    public static long? CursorOf(string? cursor) => cursor is null ? null
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out long index) ? index
        : throw new LedgerException(LedgerError.InvalidField, "游标应为数字。", "A cursor is a number.", "/cursor");

    private static string? WithdrawalOf(ByteString consent, ProvinceNode node)
    {
        using LedgerRead rows = node.Ledger.Read();
        return consent.IsEmpty || ConsentTable.Find(rows, consent) is { WithdrawnAt: not null } ? null : $"{ConsentAnswers.Own}/{ConsentName.Of(consent)}/withdrawal";
    }

    private static bool IsByDepartment(ReadOnlyMemory<byte> receipt) =>
        !receipt.IsEmpty && UseReceipt.Of(SignedStatement.Parse(receipt.Span, UseReceipt.Kind)).IsByDepartment; // it was verified before it was entered

    private static OwnUseReceiptContract ReceiptOf(OpenedUse use)
    {
        (string chinese, string english) = use.ReceiptAt is DateTimeOffset at
            ? IsByDepartment(use.Receipt)
                ? ($"对方省部门系统自行打开了所给的内容；其省节点据此出具的用证回执于 {BeijingTime.TextOf(at)} 送达。", $"A system of the other province's department opened what it was given, as its node signed; the receipt came on {BeijingTime.TextOf(at)} (Beijing time).")
                : ($"对方省节点已于 {BeijingTime.TextOf(at)} 出具用证回执，签名表明它打开了所给的内容。", $"The other province's node signed for what it was given; its receipt came on {BeijingTime.TextOf(at)} (Beijing time).")
            : ("对方省节点尚未出具用证回执。", "The other province's node has given no receipt yet.");
        return new OwnUseReceiptContract(use.ReceiptAt, chinese, english, use.Receipt.IsEmpty ? null : Convert.ToBase64String(use.Receipt.Span));
    }

    private static UseResponse Of(
        UseMade made,
        LogReceipt receipt,
        ProvinceNode node,
        UsedLicenceContract? licence,
        UsedMaterialContract? material,
        IEnumerable<KeyValuePair<string, string>> fields,
        byte[]? document) => new(
        ConsentName.Of(made.Use),
        receipt.Index,
        receipt.LeafHash.ToBase64(),
        receipt.Size,
        ConsentAnswers.KeyOf(ConsentTable.UsesOf(made.Handle), node),
        licence,
        material,
        [.. fields.Select(field => new UsedFieldContract(field.Key, field.Value))],
        document is null ? null : Convert.ToBase64String(document));
}
