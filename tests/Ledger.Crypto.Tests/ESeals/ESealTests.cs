using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;

namespace Ledger.Crypto.Tests.ESeals;

public sealed class ESealTests : IDisposable
{
    private readonly TestSeal _seal = new();

    [Fact]
    public void What_was_made_is_what_is_read()
    {
        ESeal read = ESeal.Parse(_seal.Seal.Raw.Span);
        Assert.Equal(4, read.Info.Version);
        Assert.Equal("Ledger", read.Info.VendorId);
        Assert.Equal("ES-1", read.Info.Id);
        Assert.Equal("电子证照专用章", read.Info.Name);
        Assert.Equal(TestAuthority.Start, read.Info.CreatedAt);
        Assert.Equal(TestAuthority.End, read.Info.ValidUntil);
        Assert.Equal("SVG", read.Info.Picture.Type);
        Assert.Equal(TestSeal.Picture, read.Info.Picture.Data.ToArray());
        Assert.Equal(42, read.Info.Picture.Width);
        Assert.Equal(_seal.Maker, read.Maker);
        Assert.True(read.Info.Signers.HoldsDigests);
        Assert.True(read.Info.Signers.Contains(_seal.Signer));
        Assert.False(read.Info.Signers.Contains(_seal.Maker));
    }

    [Fact]
    public void A_time_stamp_is_put_behind_the_signature_once_and_changes_nothing_else()
    {
        byte[] token = [0x30, 0x03, 0x02, 0x01, 0x07];
        byte[] applied = _seal.Apply();
        byte[] stamped = ESealSignature.WithTimeStamp(applied, token);
        ESealSignature read = ESealSignature.Parse(stamped);
        Assert.Null(ESealSignature.Parse(applied).TimeStamp);
        Assert.Equal(token, read.TimeStamp!.Value.ToArray());
        Assert.Equal(ESealSignature.Parse(applied).SignatureBytes.ToArray(), read.SignatureBytes.ToArray());
        Assert.True(_seal.Verify(stamped).IsValid);
        Assert.Throws<ArgumentException>(() => ESealSignature.WithTimeStamp(stamped, token));
        Assert.Throws<FormatException>(() => ESealSignature.WithTimeStamp(applied.AsSpan(1), token));
    }

    [Fact]
    public void A_list_of_certificates_holds_exactly_those()
    {
        using TestSeal seal = new(listsDigests: false);
        ESeal read = ESeal.Parse(seal.Seal.Raw.Span);
        Assert.False(read.Info.Signers.HoldsDigests);
        Assert.True(read.Info.Signers.Contains(seal.Signer));
        Assert.False(read.Info.Signers.Contains(_seal.Signer));
    }

    [Fact]
    public void Only_PNG_and_SVG_pictures_are_taken()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0];
        Assert.Equal("PNG", ESealPicture.FromFile(png, 1, 1).Type);
        Assert.Throws<ArgumentException>(() => ESealPicture.FromFile("GIF89a"u8.ToArray(), 1, 1));
        Assert.Throws<ArgumentException>(() => ESealPicture.FromFile("<html>"u8.ToArray(), 1, 1));
        Assert.Throws<ArgumentException>(() => ESealPicture.FromFile(png, 0, 1));
        byte[] large = [.. png, .. new byte[ESealPicture.MaxLength]];
        Assert.Throws<ArgumentException>(() => ESealPicture.FromFile(large, 1, 1));
    }

    [Fact]
    public void Only_a_seal_maker_makes_seals()
    {
        Assert.Throws<ArgumentException>(() => ESeal.Make(_seal.Info, _seal.SignerKey, _seal.Signer));
        Assert.Throws<ArgumentException>(() => ESeal.Make(_seal.Info, _seal.SignerKey, _seal.Maker));
        (SigningKey key, Certificate certificate) = _seal.Authority.Issue(CertificateTemplate.DocumentSigning);
        Assert.Throws<ArgumentException>(() => ESeal.Make(_seal.Info, key, certificate));
    }

    [Fact]
    public void A_seal_with_a_field_out_of_range_is_not_made()
    {
        ESealInfo[] wrong =
        [
            _seal.Info with { Name = "" }, _seal.Info with { Id = "" }, _seal.Info with { Type = -1 },
            _seal.Info with { Id = "编号" }, _seal.Info with { ValidUntil = TestAuthority.Start.AddSeconds(-1) },
        ];
        foreach (ESealInfo info in wrong)
        {
            Assert.ThrowsAny<ArgumentException>(() => ESeal.Make(info, _seal.MakerKey, _seal.Maker));
        }
    }

    public void Dispose() => _seal.Dispose();
}
