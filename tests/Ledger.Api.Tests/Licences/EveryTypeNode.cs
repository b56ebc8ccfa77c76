using System.Net;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Licences;

/// <summary>A node with the keys of all sample authorities, on which a licence of each type has been issued over HTTP.</summary>
public sealed class EveryTypeNode : IAsyncLifetime, IDisposable
{
    private readonly Dictionary<string, IssuedSample> _samples = [];
    private readonly TemporaryFolder _folder = new();

    /// <summary>The node.</summary>
    public TestNode Node { get; } = new() { Authorities = DemoWorld.Authorities };

    internal IReadOnlyList<DemoLicence> Licences { get; } = DemoSamples.All(LicenceDate.InChina(TimeProvider.System.GetUtcNow()));

    internal string FolderPath => _folder.Path;

    internal IssuedSample this[string type] => _samples[type];

    /// <summary>Where the PDF of a type's licence lies.</summary>
    public string PdfOf(string type) => _folder[$"{type}.pdf"];

    public async Task InitializeAsync()
    {
        await Node.InitializeAsync();
        foreach (DemoLicence licence in Licences)
        {
            using HttpClient department = Node.SystemOf(licence.Issuer);
            Answer issued = await department.IssueAsync(licence.ToRequest());
            Assert.True(issued.Status == HttpStatusCode.Created, $"{licence.Type}: {issued.Text}");
            Answer read = await department.ReadAsync(issued.Headers["Location"]);
            Answer pdf = await department.ReadAsync(issued.Headers["Location"] + "/pdf");
            Assert.True(pdf.Status == HttpStatusCode.OK, $"{licence.Type}: {pdf.Text}");
            Answer ofd = await department.ReadAsync(issued.Headers["Location"] + "/ofd");
            Assert.True(ofd.Status == HttpStatusCode.OK, $"{licence.Type}: {ofd.Text}");
            await File.WriteAllBytesAsync(PdfOf(licence.Type), pdf.Bytes);
            _samples.Add(licence.Type, new(licence, issued, read, pdf.Bytes, ofd.Bytes));
        }
    }

    public Task DisposeAsync() => Node.DisposeAsync();

    public void Dispose()
    {
        Node.Dispose();
        _folder.Dispose();
    }
}

/// <summary>A sample licence, issued.</summary>
/// <param name="Licence">What was asked for.</param>
/// <param name="Issued">The answer to that.</param>
/// <param name="Read">The licence as its department reads it.</param>
/// <param name="Pdf">Its file.</param>
/// <param name="Ofd">The same as OFD.</param>
internal sealed record IssuedSample(DemoLicence Licence, Answer Issued, Answer Read, byte[] Pdf, byte[] Ofd)
{
    /// <summary>证照标识.</summary>
    public string Identifier => Issued["identifier"];
}
