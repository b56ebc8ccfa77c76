using System.Diagnostics;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Ofd;

/// <summary>tests/independent/ofd.cjs: digests, hashes and SM2 signatures by JavaScript that shares no line with the product.</summary>
public sealed class IndependentOfdTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _ofd = SampleOfd.Write(SampleLicence.Business);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_step_holds()
    {
        (int code, string said) = Check(_ofd);
        Assert.True(code == 0, said);
        Assert.Equal(13, said.Split('\n').Count(line => line.StartsWith("holds ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Doc_0/Pages/Page_0/Content.xml", "have the digest that was sealed")]
    [InlineData("Doc_0/Attachs/licence.json", "have the digest that was sealed")]
    [InlineData("Doc_0/Signs/Sign_0/Signature.xml", "the sealed hash is that of Signature.xml")]
    [InlineData("Doc_0/Signs/Sign_0/SignedValue.dat", "the signer sealed it")]
    public void A_change_is_found_and_named(string name, string step)
    {
        OfdPart[] parts = [.. OfdArchive.Open(_ofd, CancellationToken.None).Parts.Select(part =>
        {
            byte[] content = SampleOfd.File(_ofd, part.Name);
            content[^1] ^= part.Name == name ? (byte)1 : (byte)0;
            return OfdPart.Store(part.Name, content);
        })];
        (int code, string said) = Check(OfdPackage.Write(parts));
        Assert.Equal(1, code);
        Assert.Contains(said.Split('\n'), line => line.StartsWith("FAILS ", StringComparison.Ordinal) && line.EndsWith(step, StringComparison.Ordinal));
    }

    private (int Code, string Said) Check(byte[] ofd)
    {
        File.WriteAllBytes(_folder["licence.ofd"], ofd);
        File.WriteAllText(_folder["root.crt"], SampleOfd.Root.ToPem());
        ProcessStartInfo start = new("node", [Path.Combine(Repository.Root, "tests", "independent", "ofd.cjs"), _folder["licence.ofd"], _folder["root.crt"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said + errors.Result);
    }
}
