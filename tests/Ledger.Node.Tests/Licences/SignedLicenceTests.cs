using Google.Protobuf;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Licences;

public sealed class SignedLicenceTests
{
    [Fact]
    public async Task A_document_put_together_is_the_one_that_was_signed_byte_for_byte()
    {
        await using IssuingLedger ledger = new();
        AuthorityKeys keys = Assert.Single(ledger.Keys.Authorities, one => one.Code == IssuingLedger.Issuer);
        IssueLicence request = IssuingLedger.Request();
        SealUser user = SealUser.Of(ledger.Parties.Secrets, IssuingLedger.Issuer, request.Decision.System, request.Decision.Operator);
        SealUse use = new(user, request.Type, Node.Parties.Handle.New(), Node.Parties.Handle.New(), keys);
        CheckedIssue issue = new(
            RequestKey.For("caller", "key", []), request, LicenceTypes.Embedded().Find(request.Type)!, use, request.Identifier(), Node.Parties.Handle.New());
        UnsignedLicence draft = Assert.Single(
            new LicenceMaker(IssuingLedger.Origin, ledger.Clock).Draft([issue], ledger.Clock.Now.AddMilliseconds(7)));
        SignedLicence signed = Assert.Single(LicenceMaker.Sign([draft]));
        LicenceParts stored = LicenceParts.Parser.ParseFrom(signed.ToParts().ToByteArray());
        LicenceDocument document = SignedLicence.DocumentOf(stored, keys.Signatory);

        Assert.Equal(draft.Bytes, document.Statement.ToBytes());
        Assert.Equal(draft.Fields, document.Fields);
        Assert.True(document.HasFieldsOfStatement);
        Assert.Equal(signed.Signature, document.Signature.ToArray());
        Assert.Equal(keys.SigningCertificate, Assert.Single(document.Certificates));
        ESealReport seal = ESealVerifier.Verify(document.Seal.Span, draft.Bytes, [], []);
        Assert.Equal(
            [ESealStep.SealMaker, ESealStep.SignerTrusted], seal.Steps.Where(step => step.Fault is not ESealFault.None).Select(step => step.Step));
        Assert.Equal(document.ToBytes(), LicenceDocument.Parse(document.ToBytes()).ToBytes());
    }

    [Fact]
    public async Task The_seal_is_stored_once_for_all_licences_that_bear_it()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence[] issued = [await ledger.IssueAsync("T0001", "one"), await ledger.IssueAsync("T0002", "two")];
        using LedgerRead rows = ledger.Parties.Writer.Read();
        (byte[] key, byte[] row) = Assert.Single(rows.Scan(Column.Signatories, []));
        Assert.Equal(Sm3.Hash(row).Span.ToArray(), key);
        Assert.All(issued, licence =>
        {
            byte[] content = rows.Get(Column.Sealed, RowKey.Of(licence.Receipt.Index))!;
            int document = ledger.Register.Open(IssuingLedger.Issuer, licence.Licence.Identifier.ToString()).DocumentBytes.Length;
            Assert.InRange(content.Length, 1, document / 3);
        });
    }

    [Fact]
    public async Task Every_authority_s_seal_is_stored_with_its_first_licence()
    {
        await using IssuingLedger ledger = new();
        await ledger.IssueAsync(IssuingLedger.Request(issuer: IssuingLedger.Stranger), "strangers");
        await ledger.IssueAsync("T0001", "one");
        using LedgerRead rows = ledger.Parties.Writer.Read();
        Assert.Equal(2, rows.Scan(Column.Signatories, []).Count());
    }

    [Fact]
    public async Task A_document_that_was_stored_whole_is_still_read()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "one");
        string identifier = issued.Licence.Identifier.ToString();
        byte[] document = ledger.Register.Open(IssuingLedger.Issuer, identifier).DocumentBytes.ToArray();
        LicenceContent whole = new() { Document = ByteString.CopyFrom(document), CheckCode = "2345-6789" };
        byte[] content;
        using (LedgerRead rows = ledger.Parties.Writer.Read())
        {
            content = ledger.Parties.Vault.Seal(rows, issued.Licence.Holders, LicencePreparation.ContentPurpose, whole.ToByteArray());
        }

        ledger.Parties.SetRow(Column.Sealed, RowKey.Of(issued.Receipt.Index), content);
        await ledger.IssueAsync("T0002", "two"); // a turn, behind which readers see the row
        OpenedLicence opened = ledger.Register.Open(IssuingLedger.Issuer, identifier);
        Assert.Equal(document, opened.DocumentBytes.ToArray());
        Assert.Equal("2345-6789", opened.CheckCode);
    }

    [Fact]
    public async Task A_licence_whose_seal_is_lost_is_damage_and_no_answer()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence issued = await ledger.IssueAsync("T0001", "one");
        AuthorityKeys keys = Assert.Single(ledger.Keys.Authorities, one => one.Code == IssuingLedger.Issuer);
        byte[] row = [1, 2, 3];
        ledger.Parties.SetRow(Column.Signatories, keys.Signatory.Sm3.Span.ToArray(), row);
        await ledger.IssueAsync("T0002", "two"); // a turn, behind which readers see the row
        StoreException damage = Assert.Throws<StoreException>(() => ledger.Register.Open(IssuingLedger.Issuer, issued.Licence.Identifier.ToString()));
        Assert.Equal(StoreFault.Damaged, damage.Fault);
    }
}
