using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class NoteVerifierTests
{
    private const string Example = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    [Fact]
    public void A_key_is_written_as_it_was_read()
    {
        NoteVerifier verifier = NoteVerifier.Parse(Example);
        Assert.Equal(Example, verifier.ToString());
        Assert.Equal("example.com/foo", verifier.Name);
        Assert.Equal(0x530d903au, verifier.KeyId);
        Assert.Equal(NoteKeyKind.Ed25519, verifier.Kind);
        Assert.Equal(verifier, NoteVerifier.Parse(Example));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U==")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")] // type 0x02
    [InlineData("example.com/foo+530d903a+")]
    [InlineData("example.com/foo+530d903a+AQ==")]
    public void Any_other_text_is_refused(string vkey)
    {
        Assert.Throws<FormatException>(() => NoteVerifier.Parse(vkey));
    }

    [Fact]
    public void Names_and_keys_that_could_not_be_read_are_refused()
    {
        using P256PrivateKey p256 = P256PrivateKey.Generate();
        using Sm2PrivateKey sm2 = Sm2PrivateKey.Generate();
        Assert.Throws<ArgumentException>(() => new NoteSigner("log", p256));
        Assert.Throws<ArgumentException>(() => new NoteCosigner("log", sm2));
        Assert.Throws<ArgumentException>(() => new NoteSigner("", sm2));
        Assert.Throws<ArgumentException>(() => new NoteSigner("a b", sm2));
        Assert.Throws<ArgumentException>(() => new NoteSigner("a+b", sm2));
        Assert.Throws<ArgumentException>(() => new NoteSigner("a\nb", sm2));
    }

    [Fact]
    public void A_damaged_key_is_refused_with_one_kind_of_exception()
    {
        const int Seed = 20260706;
        Random random = new(Seed);
        using Sm2PrivateKey secret = Sm2PrivateKey.Generate();
        byte[] vkey = System.Text.Encoding.UTF8.GetBytes(new NoteSigner("ledger.example/zj", secret).Verifier.ToString());
        for (int i = 0; i < 2000; i++)
        {
            string changed = System.Text.Encoding.UTF8.GetString(Mutation.Of(vkey, random));
            try
            {
                Assert.Equal(changed, NoteVerifier.Parse(changed).ToString());
            }
            catch (FormatException)
            {
                // refused is fine too
            }
        }
    }
}
