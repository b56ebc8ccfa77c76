using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Anchoring;

/// <summary>
/// One node's JSON-RPC 2.0 over HTTP. Whatever the node does, a call ends in time, takes little memory and gives either
/// the result of this very question or an <see cref="EvmException"/>.
/// </summary>
internal sealed class EvmConnection : IDisposable
{
    private const int LongestMessage = 200;
    private const int ExecutionReverted = 3; // geth, anvil, Besu: the code of eth_call's "execution reverted"

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly HttpClient _http;
    private readonly AnchorNode _node;
    private readonly TimeSpan _answerTime;
    private long _lastId;

    public EvmConnection(AnchorNode node, TimeSpan answerTime)
    {
        _node = node;
        _answerTime = answerTime;
        _http = OutgoingHttp.Create(new OutgoingCall { Patience = Timeout.InfiniteTimeSpan, LongestAnswer = OutgoingLimits.ChainBytes, PrivateNetworks = node.PrivateNetworks });
    }

    /// <summary>Host and port: all of the address that may be written down.</summary>
    public string Name => _node.Url.Authority;

    /// <summary>Asks one question.</summary>
    /// <exception cref="EvmException">There is no answer, or it is an error.</exception>
    public async Task<JsonElement> CallAsync(string method, JsonArray parameters, CancellationToken cancel)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(_answerTime);
        long id = Interlocked.Increment(ref _lastId);
        try
        {
            using HttpRequestMessage request = Request(id, method, parameters);
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw Failure(EvmError.HttpStatus, $"answered {method} with HTTP {(int)response.StatusCode}");
            }

            return Result(id, method, await ReadAsync(response, method, late.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Failure(EvmError.Timeout, $"gave no whole answer to {method} within {_answerTime.TotalSeconds} s");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            throw Failure(EvmError.Unreachable, $"cannot be reached for {method}", e);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>An exception that names this node.</summary>
    public EvmException Failure(EvmError error, string what, Exception? inner = null) =>
        new(error, $"Node {Name} {what}.", inner);

    private HttpRequestMessage Request(long id, string method, JsonArray parameters)
    {
        JsonObject body = new() { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters };
        HttpRequestMessage request = new(HttpMethod.Post, _node.Url)
        {
            Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json")),
        };
        foreach ((string name, string value) in _node.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, string method, CancellationToken cancel)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancel);
        using MemoryStream answer = new();
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
        {
            if (answer.Length + read > OutgoingLimits.ChainBytes)
            {
                throw Failure(EvmError.TooLarge, $"answered {method} with more than {OutgoingLimits.ChainBytes} bytes");
            }

            await answer.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return answer.ToArray();
    }

    private JsonElement Result(long id, string method, byte[] answer)
    {
        JsonElement envelope = Parse(method, answer);
        if (envelope.ValueKind != JsonValueKind.Object
            || !envelope.TryGetProperty("jsonrpc", out JsonElement version)
            || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
        {
            throw Failure(EvmError.Malformed, $"answered {method} with something else than JSON-RPC 2.0");
        }

        if (!envelope.TryGetProperty("id", out JsonElement answered)
            || answered.ValueKind != JsonValueKind.Number || !answered.TryGetInt64(out long answeredId) || answeredId != id)
        {
            throw Failure(EvmError.WrongId, $"answered another question than {method}");
        }

        bool hasResult = envelope.TryGetProperty("result", out JsonElement result);
        bool hasError = envelope.TryGetProperty("error", out JsonElement error) && error.ValueKind != JsonValueKind.Null;
        return (hasResult, hasError) switch
        {
            (true, false) => result,
            (_, true) => throw Refusal(method, error),
            _ => throw Failure(EvmError.Malformed, $"answered {method} with neither a result nor an error"),
        };
    }

    private JsonElement Parse(string method, byte[] answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw Failure(EvmError.Malformed, $"answered {method} with something that is not JSON", e);
        }
    }

    private EvmException Refusal(string method, JsonElement error)
    {
        string message = Member(error, "message") ?? "without a message";
        string beginning = message.Length <= LongestMessage ? message : message[..LongestMessage];
        bool reverted = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out JsonElement code)
            && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out int number) && number == ExecutionReverted;
        return new EvmException(Kind(message, reverted), $"Node {Name} refused {method}: {beginning}")
        {
            RevertData = RevertData(error),
        };
    }

    // Ethereum has no codes for these; the words differ between geth, Besu, anvil and FISCO BCOS.
    private static EvmError Kind(string message, bool reverted) =>
        reverted || Says(message, "revert") ? EvmError.Reverted
        : Says(message, "already known") || Says(message, "known transaction") || Says(message, "already imported")
            || Says(message, "already in") ? EvmError.AlreadyKnown
        : Says(message, "nonce too low") || Says(message, "nonce is too low") ? EvmError.NonceTooLow
        : EvmError.Refused;

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static byte[] RevertData(JsonElement error)
    {
        try
        {
            return Member(error, "data") is string data ? EvmHex.Data(data) : [];
        }
        catch (FormatException)
        {
            return []; // The reason is for people; a node may put any text here.
        }
    }

    private static string? Member(JsonElement error, string name)
    {
        try
        {
            return error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out JsonElement value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // A lone surrogate: System.Text.Json finds it only here.
        }
    }
}
