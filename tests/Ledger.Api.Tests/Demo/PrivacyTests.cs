using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Crash;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Anchoring;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Tests.Demo;

/// <summary>Nobody is named outside the encrypted store, and inside it only in ciphertext.</summary>
[Collection(AfterDemo.Name)]
public sealed class PrivacyTests(DemoRun run)
{
    private static readonly string[] Nodes = [.. DemoSetUp.Running.Select(province => province.Folder)];

    [Fact]
    public void The_search_finds_what_is_there_in_every_form()
    {
        Assert.True(PersonalData.Persons.Texts.Count >= 40);
        foreach (string text in PersonalData.All.Texts)
        {
            Assert.All(PersonalData.Encodings(text), form => Assert.Contains(text, PersonalData.All.Plain([1, .. form, 2])));
            Assert.All(PersonalData.Hashes(text), form => Assert.Contains(text, PersonalData.All.Hashed([1, .. form, 2])));
        }
    }

    [Fact]
    public async Task The_chain_names_nobody()
    {
        await using DevelopmentChain chain = await DevelopmentChain.StartAsync(
            Path.Combine(run.Folder, "chain"), Ports.Find(), CancellationToken.None);
        using HttpClient http = new() { BaseAddress = chain.Endpoint };
        long last = EvmHex.Quantity((await CallAsync(http, "eth_blockNumber")).GetValue<string>());
        int transactions = 0;
        for (long number = 0; number <= last; number++)
        {
            JsonNode block = await CallAsync(http, "eth_getBlockByNumber", EvmHex.Of(number), true);
            foreach (JsonNode? transaction in block["transactions"]!.AsArray())
            {
                transactions++;
                AssertNamesNobody(EvmHex.Data(transaction!["input"]!.GetValue<string>()));
            }
        }

        JsonArray logs = (await CallAsync(
            http, "eth_getLogs", new JsonObject { ["fromBlock"] = "0x0", ["toBlock"] = EvmHex.Of(last) })).AsArray();
        foreach (JsonNode? log in logs)
        {
            AssertNamesNobody(EvmHex.Data(log!["data"]!.GetValue<string>()));
            Assert.All(log["topics"]!.AsArray(), topic => AssertNamesNobody(EvmHex.Data(topic!.GetValue<string>())));
        }

        // The contract, a registration for each node, and at least one anchor each; each but the contract has its event.
        Assert.True(transactions >= 1 + (2 * Nodes.Length), $"{transactions} transactions");
        Assert.True(logs.Count >= transactions - 1, $"{logs.Count} events");
    }

    [Fact]
    public void The_log_names_nobody()
    {
        foreach (string node in Nodes)
        {
            int leaves = 0;
            ForEachRow(node, Column.Entries, (_, value) =>
            {
                foreach (ReadOnlyMemory<byte> leaf in EntryBundle.Parse(value))
                {
                    leaves++;
                    AssertNamesNobody(leaf.ToArray());
                }
            });
            Assert.True(leaves > 0);
        }
    }

    [Fact]
    public void The_rows_of_the_database_hold_persons_in_ciphertext_only()
    {
        int rows = 0;
        foreach (string node in Nodes)
        {
            foreach (Column column in ColumnRules.All)
            {
                ForEachRow(node, column, (key, value) =>
                {
                    rows++;
                    byte[] row = [.. key, .. value];
                    Assert.Empty(PersonalData.Persons.Plain(row).Select(text => $"{column}: {text}"));
                    Assert.Empty(PersonalData.Persons.Hashed(row).Select(text => $"{column}: hash of {text}"));
                });
            }
        }

        Assert.True(rows > 10 * DemoRun.Licences, $"{rows} rows");
    }

    [Fact]
    public void The_files_of_the_nodes_hold_persons_in_ciphertext_only_and_what_they_print_names_nobody()
    {
        int files = 0;
        foreach (string file in Nodes.SelectMany(node => Directory.EnumerateFiles(Path.Combine(run.Folder, node), "*", SearchOption.AllDirectories)))
        {
            files++;
            Assert.Empty(PersonalData.Persons.Plain(File.ReadAllBytes(file)).Select(text => $"{file}: {text}"));
        }

        Assert.True(files > 20);
        Assert.All(Nodes, node => AssertNamesNobody(File.ReadAllBytes(Path.Combine(run.Folder, node, "node.log"))));
    }

    private static void AssertNamesNobody(byte[] bytes)
    {
        Assert.Empty(PersonalData.All.Plain(bytes));
        Assert.Empty(PersonalData.All.Hashed(bytes));
    }

    private void ForEachRow(string node, Column column, Action<byte[], byte[]> see)
    {
        NodeOptions options = NodeOptions.Load(Path.Combine(run.Folder, node));
        using StateStore store = StateStore.Open(new StoreOptions { Folder = options.DatabaseFolder });
        using LedgerRead rows = new(store, snapshot: null, head: null);
        foreach ((byte[] key, byte[] value) in rows.Scan(column, []))
        {
            see(key, value);
        }
    }

    private static async Task<JsonNode> CallAsync(HttpClient http, string method, params JsonNode[] parameters)
    {
        JsonObject call = new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters) };
        using HttpResponseMessage answer = await http.PostAsJsonAsync(new Uri("/", UriKind.Relative), call);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["result"]!;
    }
}
