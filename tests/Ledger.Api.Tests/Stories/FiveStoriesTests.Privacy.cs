using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Demo;
using Ledger.Node.Anchoring;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Tests.Stories;

/// <summary>What stays of the stories outside the sealed contents names nobody.</summary>
public sealed partial class FiveStoriesTests
{
    // Whoever appears in the stories, and where they live, work or bought; numbers and sums that only they know.
    private static readonly string[] Personal =
    [
        "沈知夏", Shen, "陆景明", "310100197903050018", "周慕白", Zhou, "许清和", "320100198501140025", "方若溪", "欧阳䶮𬭎", Home, "望江西路900号", "HF-2026-008812", "2180000",
        CateringBodies.Old, CateringBodies.New, "上海市普陀区曹杨路450号3层", "江苏省南京市玄武区珠江路88号3幢1单元1203室", "上海普惠康门诊部有限公司", "上海澜川餐饮管理有限公司",
        "苏（2025）南京市不动产权第0000128号", "J330100-2025-000888",
    ];

    // In every form in which it could leak: as it is, and as an unsalted hash.
    private static readonly (string Text, byte[] Form)[] Forms =
        [.. Personal.SelectMany(text => PersonalData.Encodings(text).Concat(PersonalData.Hashes(text)).Select(form => (text, form)))];

    [Fact]
    public async Task After_the_stories_records_logs_chain_mirrors_and_figures_name_nobody()
    {
        await Task.WhenAll(
            world.OnceAsync("fund", FundAsync), world.OnceAsync("clinic", ClinicAsync), world.OnceAsync("restaurant", RestaurantAsync),
            world.OnceAsync("forgery", ForgeryAsync), world.OnceAsync("objection", ObjectionAsync));
        await UntilAnchoredAndMirroredAsync();
        int rows = 0;
        foreach (StoryProvince node in world.Nodes)
        {
            Assert.NotEmpty(node.Records.Lines);
            Assert.All(node.Records.Lines, line => AssertNamesNobody(node.Options.Origin, Encoding.UTF8.GetBytes(line)));
            using HttpClient http = new();
            byte[] figures = await http.GetByteArrayAsync(new Uri(node.Options.Telemetry!.Metrics!, "/metrics"));
            Assert.True(figures.Length > 1_000);
            AssertNamesNobody("metrics", figures);

            // Leaves, event bodies, status map, copies of the others' logs, audit entries, sealed contents: everything that is stored.
            using LedgerRead stored = node.Node.Ledger.Read();
            foreach (Column column in ColumnRules.All)
            {
                foreach ((byte[] key, byte[] value) in stored.Scan(column, []))
                {
                    rows++;
                    AssertNamesNobody($"{node.Options.Origin} {column}", [.. key, .. value]);
                }
            }
        }

        Assert.True(rows > 200, $"{rows} rows");
        Assert.True(await LookAtChainAsync() >= 2 * world.Nodes.Count);
    }

    /// <summary>Looks at every transaction and event of the chain; gives how many there were.</summary>
    private async Task<int> LookAtChainAsync()
    {
        int seen = 0;
        long last = EvmHex.Quantity((await world.Chain.CallAsync("eth_blockNumber"))!.GetValue<string>());
        for (long number = 0; number <= last; number++)
        {
            JsonNode block = (await world.Chain.CallAsync("eth_getBlockByNumber", EvmHex.Of(number), true))!;
            foreach (JsonNode? transaction in block["transactions"]!.AsArray())
            {
                seen++;
                AssertNamesNobody("transaction", EvmHex.Data(transaction!["input"]!.GetValue<string>()));
            }
        }

        JsonNode events = (await world.Chain.CallAsync("eth_getLogs", new JsonObject { ["fromBlock"] = "0x0", ["toBlock"] = EvmHex.Of(last) }))!;
        Assert.All(events.AsArray(), one => AssertNamesNobody("event", EvmHex.Data(one!["data"]!.GetValue<string>())));
        return seen;
    }

    /// <summary>Waits until something of each log is anchored, and each holds a copy of each other.</summary>
    private async Task UntilAnchoredAndMirroredAsync()
    {
        using HttpClient http = new();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        foreach (StoryProvince node in world.Nodes)
        {
            while (true)
            {
                JsonNode anchoring = JsonNode.Parse(await http.GetStringAsync(new Uri(node.Options.Listen, "/api/v1/anchoring"), patience.Token))!;
                JsonArray mirrors = JsonNode.Parse(await http.GetStringAsync(new Uri(node.Options.Listen, "/api/v1/federation"), patience.Token))!["mirrors"]!.AsArray();
                if ((long)anchoring["anchoredSize"]! > 0 && mirrors.Count == world.Nodes.Count - 1 && mirrors.All(mirror => (long)mirror!["size"]! > 0))
                {
                    break;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
            }
        }
    }

    private static void AssertNamesNobody(string where, byte[] bytes)
    {
        foreach ((string text, byte[] form) in Forms)
        {
            Assert.True(bytes.AsSpan().IndexOf(form) < 0, $"{where} holds {text}.");
        }
    }
}
