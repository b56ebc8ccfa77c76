using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;

namespace Ledger.Crypto.Tests.ESeals;

public sealed class ESealVerifierTests : IDisposable
{
    private static readonly DateTimeOffset DayBefore = TestAuthority.Noon.AddDays(-1);

    private readonly TestSeal _seal = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sealed_document_passes_every_step_in_order(bool listsDigests)
    {
        using TestSeal seal = new(listsDigests);
        ESealReport report = seal.Verify(seal.Apply());
        Assert.True(report.IsValid, string.Join('\n', report.Steps));
        Assert.Equal(Enum.GetValues<ESealStep>(), report.Steps.Select(step => step.Step));
        Assert.Null(ESealSignature.Parse(seal.Apply()).TimeStamp);
    }

    [Fact]
    public void Another_document_fails_its_own_step_only() => AssertFailsOnly(
        ESealVerifier.Verify(_seal.Apply(), "电子证件"u8, [_seal.Authority.Root], []),
        (ESealStep.DocumentHash, ESealFault.Mismatch));

    [Fact]
    public void Without_the_root_neither_maker_nor_signer_is_trusted() => AssertFailsOnly(
        ESealVerifier.Verify(_seal.Apply(), TestSeal.Document, [], []),
        (ESealStep.SealMaker, ESealFault.NotTrusted),
        (ESealStep.SignerTrusted, ESealFault.NotTrusted));

    [Fact]
    public void A_signer_the_seal_does_not_list_is_found_out()
    {
        (SigningKey key, Certificate other) = _seal.Authority.Issue(CertificateTemplate.SealSigning, "Other");
        Assert.Throws<ArgumentException>(
            () => ESealSignature.Create(_seal.Seal, key, other, TestSeal.Document, "", TestAuthority.Noon));

        byte[] forged = SealedValue.Sign(ESealSignature.Parse(_seal.Apply()).Value.Signed, key, other).Encode();
        AssertFailsOnly(_seal.Verify(forged), (ESealStep.SignerListed, ESealFault.NotListed));
    }

    [Fact]
    public void A_seal_made_by_someone_who_is_no_maker_is_found_out()
    {
        byte[] homemade = SealedValue.Sign(_seal.Seal.Value.Signed, _seal.SignerKey, _seal.Signer).Encode();
        byte[] signature = _seal.Apply(ESeal.Parse(homemade), _seal.Signer, TestAuthority.Noon);
        AssertFailsOnly(_seal.Verify(signature), (ESealStep.SealMaker, ESealFault.NotTrusted));
    }

    [Fact]
    public void A_seal_that_was_changed_after_it_was_made_is_found_out()
    {
        byte[] signed = DerEdit.Replace(_seal.Seal.Value.Signed.ToArray(), "电子证照专用章"u8.ToArray(), "市人民政府之章"u8.ToArray());
        byte[] changed = (_seal.Seal.Value with { Signed = signed }).Encode();
        byte[] signature = _seal.Apply(ESeal.Parse(changed), _seal.Signer, TestAuthority.Noon);
        AssertFailsOnly(_seal.Verify(signature), (ESealStep.SealSignature, ESealFault.Mismatch));
    }

    [Fact]
    public void A_seal_is_read_once_and_one_that_differs_by_a_bit_is_another()
    {
        byte[] der = _seal.Seal.Raw.ToArray();
        Assert.Same(ESeal.Parse(der), ESeal.Parse(der));
        SealedValue value = _seal.Seal.Value;
        byte[] signature = [.. value.Signature];
        signature[^1] ^= 1;
        ESeal other = ESeal.Parse((value with { Signature = signature }).Encode());
        Assert.Equal(ESealFault.Mismatch, other.MakerFault);
        Assert.Equal(ESealFault.None, ESeal.Parse(der).MakerFault);
    }

    [Fact]
    public void A_time_outside_the_seals_validity_is_found_out()
    {
        ESeal seal = ESeal.Make(_seal.Info with { ValidUntil = DayBefore }, _seal.MakerKey, _seal.Maker);
        Assert.Throws<ArgumentException>(() => _seal.Apply(seal, _seal.Signer, TestAuthority.Noon));

        byte[] intime = ESealSignature.Parse(_seal.Apply(seal, _seal.Signer, DayBefore)).Value.Signed.ToArray();
        byte[] toSign = DerEdit.Replace(intime, "20260531120000Z"u8.ToArray(), "20260601120000Z"u8.ToArray());
        byte[] forged = SealedValue.Sign(toSign, _seal.SignerKey, _seal.Signer).Encode();
        AssertFailsOnly(_seal.Verify(forged), (ESealStep.SealValidity, ESealFault.OutsideValidity));
    }

    [Fact]
    public void A_certificate_that_had_expired_when_the_seal_was_applied_is_not_trusted()
    {
        Certificate expired = _seal.Authority.Authority.Issue(
            CertificateTemplate.SealSigning,
            TestAuthority.Subject("Short"),
            TestAuthority.Public(_seal.SignerKey),
            TestAuthority.Start,
            DayBefore);
        ESeal seal = ESeal.Make(
            _seal.Info with { Signers = ESealSignerList.OfDigests(expired) }, _seal.MakerKey, _seal.Maker);
        AssertFailsOnly(
            _seal.Verify(_seal.Apply(seal, expired, TestAuthority.Noon)), (ESealStep.SignerTrusted, ESealFault.NotTrusted));
        Assert.True(_seal.Verify(_seal.Apply(seal, expired, DayBefore)).IsValid);
    }

    [Fact]
    public void A_badly_encoded_signature_is_told_from_one_that_does_not_match()
    {
        SealedValue value = ESealSignature.Parse(_seal.Apply()).Value;
        byte[] raw = SignatureEncoding.FromDer(value.Signature);
        AssertFailsOnly(
            _seal.Verify((value with { Signature = raw }).Encode()), (ESealStep.Signature, ESealFault.SignatureEncoding));
        raw[^1] ^= 1;
        AssertFailsOnly(
            _seal.Verify((value with { Signature = SignatureEncoding.ToDer(raw) }).Encode()),
            (ESealStep.Signature, ESealFault.Mismatch));
        AssertFailsOnly(
            _seal.Verify((value with { Algorithm = Oids.EcdsaWithSha256 }).Encode()),
            (ESealStep.Signature, ESealFault.WrongAlgorithm));
    }

    [Fact]
    public void Another_version_is_found_out_and_other_bytes_stop_at_the_first_step()
    {
        byte[] toSign = ESealSignature.Parse(_seal.Apply()).Value.Signed.ToArray();
        toSign[toSign.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x02, 0x01, 0x04]) + 2] = 5;
        AssertFailsOnly(
            _seal.Verify(SealedValue.Sign(toSign, _seal.SignerKey, _seal.Signer).Encode()),
            (ESealStep.Structure, ESealFault.Malformed));

        ESealReport report = _seal.Verify([1, 2, 3]);
        Assert.False(report.IsValid);
        Assert.Equal(ESealFault.Malformed, Assert.Single(report.Steps).Fault);
    }

    [Theory]
    [InlineData("A00B3009300706032A03040400", true)]
    [InlineData("A00E300C300A06032A03040101FF0400", false)]
    public void An_extension_is_passed_over_unless_it_is_critical(string extension, bool isValid)
    {
        byte[] toSign = DerEdit.Append(
            ESealSignature.Parse(_seal.Apply()).Value.Signed, Convert.FromHexString(extension));
        Assert.Equal(isValid, _seal.Verify(SealedValue.Sign(toSign, _seal.SignerKey, _seal.Signer).Encode()).IsValid);
    }

    [Fact]
    public void A_time_stamp_is_kept_and_not_judged()
    {
        byte[] stamped = DerEdit.Append(_seal.Apply(), [0xA0, 0x04, 0x03, 0x02, 0x00, 0x55]);
        Assert.Equal([0x55], ESealSignature.Parse(stamped).TimeStamp!.Value.ToArray());
        Assert.True(_seal.Verify(stamped).IsValid);
    }

    [Fact]
    public void No_flipped_bit_is_valid()
    {
        byte[] signature = _seal.Apply();
        Parallel.For(0, signature.Length * 8, bit =>
        {
            byte[] flipped = [.. signature];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_seal.Verify(flipped).IsValid, $"bit {bit}");
        });
        Assert.True(_seal.Verify(signature).IsValid);
    }

    public void Dispose() => _seal.Dispose();

    private static void AssertFailsOnly(ESealReport report, params (ESealStep Step, ESealFault Fault)[] expected)
    {
        Assert.Equal(expected, report.Steps.Where(step => !step.Passed).Select(step => (step.Step, step.Fault)));
        Assert.False(report.IsValid);
    }
}
