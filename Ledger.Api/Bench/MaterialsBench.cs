using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Bench;

/// <summary>Hands in and fetches long files over HTTP, one after the other, and short ones a thousand at once; the node is a process of its own.</summary>
/// <param name="files">Long files.</param>
/// <param name="fileBytes">Bytes of each.</param>
/// <param name="rounds">So often a thousand callers fetch a short file at the same moment.</param>
/// <param name="say">Told what is being measured.</param>
internal sealed class MaterialsBench(int files, int fileBytes, int rounds, Action<string> say)
{
    private const string Materials = "/api/v1/materials";
    private const int Callers = 1_000;
    private const int ShortBytes = 10_000;
    private static readonly Uri Alive = new("/health/live", UriKind.Relative);

    /// <summary>Runs it in an empty folder.</summary>
    public async Task<MaterialsBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        say("each part alone");
        IReadOnlyList<MaterialPart> parts = MaterialPart.Measure();
        (DemoNode node, HttpClient department, _) = await IssueCalls.StartAsync(folder, Sm2Engine.Lanes, batched: 0, cancel);
        await using DemoNode process = node;
        using HttpClient http = department;

        byte[] file = NewFile();
        byte[] hash = [];
        List<string> handedIn = [await HandInAsync(http, file, cancel)]; // what is compiled at the first call is not measured
        await FetchAsync(http, AddressOf(handedIn[0]), cancel);
        say($"{files} files of {fileBytes / 1e6:F0} MB handed in");
        TransferFigures handingIn = await MeasureAsync(process, async () =>
        {
            RandomNumberGenerator.Fill(file.AsSpan(^16..)); // the same file again would be found
            hash = SHA256.HashData(file);
            handedIn.Add(await HandInAsync(http, file, cancel));
        });
        say("and fetched");
        int next = 0;
        TransferFigures fetching = await MeasureAsync(process, async () => await FetchAsync(http, AddressOf(handedIn[++next]), cancel));
        byte[] fetched = SHA256.HashData(await http.GetByteArrayAsync(AddressOf(handedIn[^1]), cancel));

        say($"{Callers} callers at once");
        string small = await HandInAsync(http, file[..ShortBytes], cancel);
        List<double> latencies = await AtOnceAsync(http, AddressOf(small), cancel);
        say("and of an answer that is always the same");
        List<double> bare = await AtOnceAsync(http, Alive, cancel);
        return new MaterialsBenchReport(
            machine, BenchMachine.LoadNow(), files, fileBytes, hash.SequenceEqual(fetched), handingIn, fetching, parts, Callers, ShortBytes, rounds,
            Quantile.Of(latencies, 0.5), Quantile.Of(latencies, 0.99), latencies.Max(), Quantile.Of(bare, 0.99));
    }

    private byte[] NewFile()
    {
        byte[] file = RandomNumberGenerator.GetBytes(fileBytes);
        "%PDF-1.7\n"u8.CopyTo(file);
        return file;
    }

    private async Task<TransferFigures> MeasureAsync(DemoNode process, Func<Task> transfer)
    {
        (long before, long most, TimeSpan processor, double seconds) = (process.ResidentBytes, 0, TimeSpan.Zero, 0);
        for (int i = 0; i < files; i++)
        {
            using CancellationTokenSource end = new();
            Task looking = LookAsync(process, bytes => most = Math.Max(most, bytes), end.Token);
            TimeSpan processorBefore = process.ProcessorTime;
            long begun = Stopwatch.GetTimestamp();
            await transfer();
            seconds += Stopwatch.GetElapsedTime(begun).TotalSeconds;
            processor += process.ProcessorTime - processorBefore;
            await end.CancelAsync();
            await looking;
        }

        double megabytes = files * (fileBytes / 1e6);
        return new TransferFigures(megabytes / seconds, megabytes / processor.TotalSeconds, before, most);
    }

    private static async Task LookAsync(DemoNode process, Action<long> see, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            see(process.ResidentBytes);
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<double>> AtOnceAsync(HttpClient http, Uri address, CancellationToken cancel)
    {
        List<double> latencies = [];
        for (int round = 0; round <= rounds; round++)
        {
            long begun = Stopwatch.GetTimestamp();
            double[] all = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
            {
                await FetchAsync(http, address, cancel);
                return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }));
            latencies.AddRange(round == 0 ? [] : all); // connections are opened in the first
        }

        return latencies;
    }

    private static Uri AddressOf(string identifier) => new($"{Materials}/{identifier}/file", UriKind.Relative);

    private static async Task FetchAsync(HttpClient http, Uri address, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        await (await answer.Content.ReadAsStreamAsync(cancel)).CopyToAsync(Stream.Null, cancel);
    }

    private static async Task<string> HandInAsync(HttpClient http, byte[] file, CancellationToken cancel)
    {
        JsonObject said = new()
        {
            ["type"] = "CL030101",
            ["holder"] = new JsonObject { ["name"] = "上海澜川餐饮管理有限公司", ["codeType"] = "001", ["code"] = "91310105MADEM0011P" },
            ["name"] = "平面图.pdf",
            ["mediaType"] = "application/pdf",
            ["level"] = "c",
            ["stuffType"] = "0",
            ["operator"] = "bench",
        };
        using ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using StringContent description = new(said.ToJsonString());
        using HttpRequestMessage request = new(HttpMethod.Post, Materials)
        {
            Content = new MultipartFormDataContent { { description, "material" }, { content, "file", "file" } },
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using HttpResponseMessage answer = await http.SendAsync(request, cancel);
        JsonNode? made = await answer.Content.ReadFromJsonAsync<JsonNode>(cancel);
        return made?["material"]?["identifier"]?.GetValue<string>() ?? throw new InvalidOperationException($"{Materials}: {(int)answer.StatusCode} {made}");
    }
}
