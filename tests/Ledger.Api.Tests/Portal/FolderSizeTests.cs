using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Bench;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.SignIn;
using Xunit.Abstractions;

namespace Ledger.Api.Tests.Portal;

/// <summary>
/// A holder with many licences: the folder comes a page at a time, each small. 250 licences by default; with LEDGER_TEST_FULL=1 there are 10,000, and how long the first page takes is
/// measured and printed.
/// </summary>
public sealed partial class FolderSizeTests(SignInScene scene, ITestOutputHelper output) : IClassFixture<SignInScene>
{
    private const int LargestPage = 100_000;
    private const int PageLicences = 100;
    private const int BatchSize = 250;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";

    [Fact]
    public async Task A_folder_of_many_licences_comes_a_page_at_a_time()
    {
        int many = IsFull ? 10_000 : BatchSize;
        await IssueAsync(many);
        using TestVisitor holder = await VisitorAsync(0);
        HashSet<string> seen = [];
        for (string? path = "/me"; path is not null;)
        {
            Answer page = await holder.GetAsync(path);
            Assert.True(page.Status == HttpStatusCode.OK, page.Text);
            Assert.InRange(page.Bytes.Length, 1, LargestPage);
            string[] shown = [.. Licence().Matches(page.Text).Select(found => found.Groups[1].Value)];
            Assert.InRange(shown.Length, 0, PageLicences);
            Assert.All(shown, identifier => Assert.True(seen.Add(identifier), "a licence stands on two pages"));
            path = Next().Match(page.Text) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        Assert.Equal(many, seen.Count);
        await MeasureAsync(many);
    }

    private async Task MeasureAsync(int many)
    {
        List<double> milliseconds = [];
        int bytes = 0;
        for (int who = 1; who <= (IsFull ? 4 : 1); who++)
        {
            // A hundred of each: more than 120 a minute of one person are refused.
            using TestVisitor visitor = await VisitorAsync(who);
            for (int i = 0; i < (IsFull ? 100 : 3); i++)
            {
                long start = Stopwatch.GetTimestamp();
                bytes = (await visitor.GetAsync("/me")).Bytes.Length;
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        BenchMachine machine = BenchMachine.Measure(Path.GetTempPath());
        output.WriteLine(machine.ToText(BenchMachine.LoadNow()));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"folder of {many:N0} licences, first page: {bytes:N0} bytes; {milliseconds.Count} times, p50 {Quantile.Of(milliseconds, 0.5):F1} ms, p99 {Quantile.Of(milliseconds, 0.99):F1} ms, longest {milliseconds.Max():F1} ms"));
    }

    private async Task IssueAsync(int many)
    {
        for (int issued = 0; issued < many; issued += BatchSize)
        {
            JsonArray items = [.. Enumerable.Range(issued, BatchSize).Select(i => (JsonNode)CateringBodies.Food((2_310_105_100_000 + i).ToString(CultureInfo.InvariantCulture)))];
            Answer answer = await scene.Node.Department.PostJsonAsync("/api/v1/licences/batch", new JsonObject { ["items"] = items }, Calls.NewKey());
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
            Assert.Equal(BatchSize, (int)answer.Json["issued"]!);
        }
    }

    private async Task<TestVisitor> VisitorAsync(int number)
    {
        TestVisitor visitor = scene.Visitor();
        await visitor.SignInAsync(new JsonObject { ["code_001"] = (string)CateringBodies.Business()["holder"]!["code"]!, ["sub"] = $"folder-{number}" });
        return visitor;
    }

    [GeneratedRegex("""<h2><a href="/me/licences/([^"/]+)">""")]
    private static partial Regex Licence();

    [GeneratedRegex("""rel="next" href="([^"]+)">""")]
    private static partial Regex Next();
}
