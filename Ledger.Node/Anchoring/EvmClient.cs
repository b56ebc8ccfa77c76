using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>
/// The questions the ledger asks one node. This file and <see cref="EvmConnection"/> are all that knows JSON-RPC.
/// An answer is what that node says, no more: who relies on it compares it with what was sent, or with another node.
/// </summary>
internal sealed class EvmClient(AnchorNode node, TimeSpan answerTime) : IDisposable
{
    private const string Latest = "latest";

    private readonly EvmConnection _connection = new(node, answerTime);

    /// <summary>Host and port of the node.</summary>
    public string Name => _connection.Name;

    public Task<long> ChainIdAsync(CancellationToken cancel) =>
        AskAsync("eth_chainId", [], result => EvmHex.Quantity(Text(result)), cancel);

    /// <summary>Number of the newest block.</summary>
    public Task<long> BlockNumberAsync(CancellationToken cancel) =>
        AskAsync("eth_blockNumber", [], result => EvmHex.Quantity(Text(result)), cancel);

    /// <summary>Hash of the block that has this number now; null when the chain is shorter.</summary>
    public Task<Digest?> BlockHashAsync(long number, CancellationToken cancel) => AskAsync(
        "eth_getBlockByNumber",
        [EvmHex.Of(number), false],
        result => IsNull(result) ? (Digest?)null : Hash(result, "hash"),
        cancel);

    /// <summary>How many transactions of an account are mined: the nonce of its next one.</summary>
    public Task<long> TransactionCountAsync(EvmAddress account, CancellationToken cancel) => AskAsync(
        "eth_getTransactionCount", [account.ToString(), Latest], result => EvmHex.Quantity(Text(result)), cancel);

    /// <summary>What the node thinks a unit of gas should cost, in wei.</summary>
    public Task<BigInteger> GasPriceAsync(CancellationToken cancel) =>
        AskAsync("eth_gasPrice", [], result => new BigInteger(EvmHex.Quantity(Text(result))), cancel);

    /// <summary>The code at an address; empty when it is no contract.</summary>
    public Task<byte[]> CodeAsync(EvmAddress address, CancellationToken cancel) =>
        AskAsync("eth_getCode", [address.ToString(), Latest], result => EvmHex.Data(Text(result)), cancel);

    /// <summary>Runs a call on the newest state without changing it, as the given sender.</summary>
    /// <exception cref="EvmException"><see cref="EvmError.Reverted"/> when the contract refuses.</exception>
    public Task<byte[]> CallAsync(EvmAddress? from, EvmAddress to, ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        JsonObject call = new() { ["to"] = to.ToString(), ["data"] = EvmHex.Of(data.Span) };
        if (from is EvmAddress sender)
        {
            call["from"] = sender.ToString();
        }

        return AskAsync("eth_call", [call, Latest], result => EvmHex.Data(Text(result)), cancel);
    }

    /// <summary>Hands a signed transaction to the node. That it took it does not mean that it will be mined.</summary>
    public Task<bool> SendAsync(ReadOnlyMemory<byte> signed, CancellationToken cancel)
    {
        Digest expected = EvmTransaction.HashOf(signed.Span);
        return AskAsync(
            "eth_sendRawTransaction",
            [EvmHex.Of(signed.Span)],
            result => Hash(Text(result)) == expected ? true : throw new FormatException("another transaction's hash"),
            cancel);
    }

    /// <summary>Whether the node has the transaction, mined or waiting.</summary>
    public Task<bool> KnowsAsync(Digest transaction, CancellationToken cancel) => AskAsync(
        "eth_getTransactionByHash",
        [EvmHex.Of(transaction.Span)],
        result => !IsNull(result) && Hash(result, "hash") == transaction,
        cancel);

    /// <summary>The receipt of a mined transaction; null as long as it is not mined.</summary>
    public Task<EvmReceipt?> ReceiptAsync(Digest transaction, CancellationToken cancel) => AskAsync(
        "eth_getTransactionReceipt",
        [EvmHex.Of(transaction.Span)],
        result => IsNull(result) ? null : Receipt(result),
        cancel);

    /// <summary>All events of a contract with these topics, oldest first.</summary>
    public Task<IReadOnlyList<EvmLog>> LogsAsync(
        EvmAddress contract, IReadOnlyList<Digest> topics, CancellationToken cancel)
    {
        JsonObject filter = new()
        {
            ["address"] = contract.ToString(),
            ["fromBlock"] = EvmHex.Of(0),
            ["toBlock"] = Latest,
            ["topics"] = new JsonArray([.. topics.Select(topic => JsonValue.Create(EvmHex.Of(topic.Span)))]),
        };
        return AskAsync("eth_getLogs", [filter], Logs, cancel);
    }

    public void Dispose() => _connection.Dispose();

    private async Task<T> AskAsync<T>(
        string method, JsonArray parameters, Func<JsonElement, T> read, CancellationToken cancel)
    {
        JsonElement result = await _connection.CallAsync(method, parameters, cancel);
        try
        {
            return read(result);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // System.Text.Json says InvalidOperation for a wrong kind of value and for broken UTF-8.
            throw _connection.Failure(EvmError.Malformed, $"answered {method} in a wrong form", e);
        }
    }

    private static EvmReceipt Receipt(JsonElement receipt) => new(
        Hash(receipt, "transactionHash"),
        EvmHex.Quantity(Text(receipt, "status")) == 1,
        EvmHex.Quantity(Text(receipt, "blockNumber")),
        Hash(receipt, "blockHash"),
        receipt.TryGetProperty("contractAddress", out JsonElement created) && !IsNull(created)
            ? EvmAddress.Parse(Text(created))
            : null,
        Logs(receipt.GetProperty("logs")));

    private static IReadOnlyList<EvmLog> Logs(JsonElement logs) =>
        [.. logs.EnumerateArray().Where(log => !IsRemoved(log)).Select(ReadLog)];

    private static EvmLog ReadLog(JsonElement log) => new(
        EvmAddress.Parse(Text(log, "address")),
        [.. log.GetProperty("topics").EnumerateArray().Select(topic => Hash(Text(topic)))],
        EvmHex.Data(Text(log, "data")),
        Hash(log, "transactionHash"),
        EvmHex.Quantity(Text(log, "blockNumber")),
        Hash(log, "blockHash"));

    // "removed": the event was in a block that a reorganisation threw out.
    private static bool IsRemoved(JsonElement log) =>
        log.TryGetProperty("removed", out JsonElement removed) && removed.ValueKind == JsonValueKind.True;

    private static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;

    private static Digest Hash(JsonElement parent, string name) => Hash(Text(parent, name));

    private static Digest Hash(string text) => new(EvmHex.Fixed(text, Digest.Length));

    private static string Text(JsonElement parent, string name) => Text(parent.GetProperty(name));

    private static string Text(JsonElement value) =>
        value.GetString() ?? throw new FormatException("A text was expected, not null.");
}
