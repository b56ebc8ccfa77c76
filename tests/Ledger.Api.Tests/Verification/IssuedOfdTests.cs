using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Documents.Ofd;

namespace Ledger.Api.Tests.Verification;

/// <summary>OFD files as a node issues them, in the hands of programs that nobody here wrote.</summary>
public sealed class IssuedOfdTests(Province province, OfdViewer viewer) : IClassFixture<Province>, IClassFixture<OfdViewer>
{
    [Fact]
    public async Task The_viewer_shows_the_authority_s_seal_and_finds_it_right()
    {
        await using OpenedOfd opened = await viewer.OpenAsync(province.Ofd(province.Identifiers[1]), compareDigests: true);
        await opened.ScreenshotAsync("issued");
        Assert.Equal(1, opened.Stamps);
        Assert.True(opened.SealVerifies);
        Assert.True(opened.DigestsAgree);
    }

    [Fact]
    public void Another_language_finds_every_step_right()
    {
        foreach (string identifier in province.Identifiers)
        {
            File.WriteAllBytes(province["licence.ofd"], province.Ofd(identifier));
            string script = Path.Combine(Repository.Root, "tests", "independent", "ofd.cjs");
            Assert.DoesNotContain("FAILS", Tool.Run("node", "nodejs", script, province["licence.ofd"], province["pki/sm2-root.crt"]), StringComparison.Ordinal);
        }
    }
}
