using System.Globalization;
using System.Security.Cryptography;
using Ledger.Api.Consents;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Verification.Receipts;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Api.Holdings;

/// <summary>What the ledger has of a person or company, to read: signed by the node's receipt key.</summary>
internal sealed class FolderPdf(ProvinceNode node, SignedInPerson who, TimeProvider time)
{
    /// <summary>The most entries of each list.</summary>
    public const int MostEntries = 500;

    private const int RoomForSignature = 8_192;
    private const int IdentifierLength = 16;
    private const string Title = "本人数据清单";

    /// <summary>Draws and signs it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.Unavailable"/>: the node has no receipt keys that count now.</exception>
    /// <exception cref="FileNotFoundException">A font is not installed; the message names what to install.</exception>
    public byte[] Write(FontCatalogue fonts)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        ReceiptKeys keys = node.RequireReceiptKeys(now);
        string by = keys.P256Certificate.SubjectOrganisation ?? node.Options.Origin;
        PdfCanvas canvas = new();
        ReceiptPage page = new(canvas, fonts);
        page.Title(Title, "What the ledger has of you");
        page.Line("账本", $"{by}（{node.Options.Origin}）");
        page.Line("时间", $"{BeijingTime.TextOf(now)}（北京时间）");
        foreach (Holder holder in node.OwnLicences.HoldersOf(who))
        {
            page.Line(holder.CodeType.Chinese, $"{holder.Name}  {holder.Code}");
        }

        DrawLicences(page);
        DrawMaterials(page);
        DrawConsents(page);
        DrawUses(page);
        page.End($"本清单带有数字签名；每类至多列出 {MostEntries} 项，完整数据见 JSON 导出。Signed; at most {MostEntries} entries of each list, all of them in the JSON export.");
        return PdfWriter.Write(
            canvas,
            new PdfProperties(Title, by, now, RandomNumberGenerator.GetBytes(IdentifierLength), []),
            [],
            new PdfSigner(by, Title, node.Options.Province, now, RoomForSignature, content => SignedData.CreateDetached(keys.P256, keys.P256Certificate, [], content)));
    }

    private void DrawLicences(ReceiptPage page)
    {
        page.Heading("证照 Licences");
        foreach (Licence licence in Pages(after => node.OwnLicences.List(who, after), licence => licence.IssuedIndex, OwnLicences.MostListed))
        {
            string last = licence.Validity.To is DateOnly day ? LicenceDate.Format(day) : "长期";
            page.Line(node.Licences.StateOf(licence).Chinese(), $"《{node.Licences.TypeNameOf(licence)}》{LicenceDate.Format(licence.Validity.From)} 至 {last}");
            page.Line("", licence.Identifier.ToString());
        }
    }

    private void DrawMaterials(ReceiptPage page)
    {
        page.Heading("材料 Materials");
        string? cursor = null;
        int drawn = 0;
        do
        {
            MaterialPage found = node.OwnMaterials.List(who, new LicencePaging(LicencePaging.LargestLimit, cursor));
            foreach (OpenedMaterial material in found.Materials.TakeWhile(_ => drawn++ < MostEntries))
            {
                page.Line(material.State.Chinese(), $"{material.Content.Name}（{material.Content.Dated}）");
                page.Line("", material.Material.Identifier.ToString());
            }

            cursor = found.Cursor;
        }
        while (cursor is not null && drawn < MostEntries);
    }

    private void DrawConsents(ReceiptPage page)
    {
        page.Heading("授权 Consents");
        foreach (OpenedConsent consent in Pages(after => node.Consents.Of(who, after), consent => consent.Consent.Index, ConsentRegister.MostListed))
        {
            ConsentResponse told = ConsentAnswers.Of(consent, node);
            page.Line(told.State, string.Create(CultureInfo.InvariantCulture, $"{BeijingTime.TextOf(told.From)} 至 {BeijingTime.TextOf(told.To)}，已用 {told.Used} / {told.Count} 次"));
            page.Line("", string.Join('、', told.Items.Select(item => item.Name)));
        }
    }

    private void DrawUses(ReceiptPage page)
    {
        page.Heading("使用记录 Uses");
        foreach (OpenedUse use in Pages(before => node.Uses.Of(who, before), use => use.Index, UseRegister.MostListed))
        {
            OwnUseResponse? told = UseAnswers.Of(use, node);
            page.Line("", told?.Chinese);
            page.Line("", told?.Receipt?.Chinese);
            page.Line("", told?.Answer is ObjectionAnswerContract answer ? UseAnswers.SentenceOf(answer).Chinese : null);
        }
    }

    private static IEnumerable<T> Pages<T>(Func<long?, IReadOnlyList<T>> read, Func<T, long> place, int pageLength)
    {
        IReadOnlyList<T> page = [];
        int count = 0;
        do
        {
            page = read(page.Count == 0 ? null : place(page[^1]));
            foreach (T one in page.Take(MostEntries - count))
            {
                yield return one;
            }

            count += page.Count;
        }
        while (page.Count == pageLength && count < MostEntries);
    }
}
