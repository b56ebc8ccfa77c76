using System.Diagnostics;
using System.Text;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>Whatever a node sends, one question ends in time with an answer or one kind of exception.</summary>
public sealed class EvmConnectionTests
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);

    public static TheoryData<string> Malformed { get; } =
    [
        "", "null", "[]", "0", "{", "{}", "\"0x1\"", "not JSON", "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"result\":\"0x1\"}",
        "{\"id\":1,\"result\":\"0x1\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"} {}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\",\"result\":\"0x2\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\"0x1\"]}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"1\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x01\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"\\ud800\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + new string('[', 40) + new string(']', 40) + "}",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_answer_is_refused(string answer)
    {
        Assert.Equal(EvmError.Malformed, await FailureAsync(exchange => exchange.SendAsync(answer)));
    }

    [Fact]
    public async Task Broken_UTF8_is_refused()
    {
        byte[] answer = [.. Encoding.ASCII.GetBytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x"), 0xff, (byte)'"', (byte)'}'];

        Assert.Equal(EvmError.Malformed, await FailureAsync(exchange => exchange.SendAsync(answer)));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    [InlineData("null")]
    [InlineData("99999999999999999999")]
    public async Task The_answer_to_another_question_is_refused(string id)
    {
        Assert.Equal(
            EvmError.WrongId,
            await FailureAsync(exchange => exchange.SendAsync($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":\"0x1\"}}")));
    }

    [Fact]
    public async Task An_answer_of_three_mebibytes_is_refused()
    {
        string answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"" + new string(' ', 3 * 1024 * 1024) + "}";

        Assert.Equal(EvmError.TooLarge, await FailureAsync(exchange => exchange.SendAsync(answer)));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        Assert.Equal(EvmError.TooLarge, await FailureAsync(async exchange =>
        {
            while (true)
            {
                await exchange.SendAsync(new byte[64 * 1024]);
            }
        }));
    }

    [Fact]
    public async Task An_answer_byte_by_byte_is_cut_off_in_time()
    {
        long started = Stopwatch.GetTimestamp();
        Assert.Equal(EvmError.Timeout, await FailureAsync(async exchange =>
        {
            while (true)
            {
                await exchange.SendAsync(" ");
                await Task.Delay(100, exchange.Stop);
            }
        }));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Silence_is_cut_off_in_time()
    {
        Assert.Equal(EvmError.Timeout, await FailureAsync(exchange => Task.Delay(Timeout.Infinite, exchange.Stop)));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(401)]
    [InlineData(500)]
    [InlineData(204)]
    public async Task Any_status_but_200_is_refused_and_no_redirect_followed(int status)
    {
        Assert.Equal(EvmError.HttpStatus, await FailureAsync(exchange =>
        {
            exchange.Redirect(status, "http://127.0.0.1:1/");
            return Task.CompletedTask;
        }));
    }

    [Theory]
    [InlineData("already known", nameof(EvmError.AlreadyKnown))]
    [InlineData("Known transaction", nameof(EvmError.AlreadyKnown))]
    [InlineData("transaction already imported", nameof(EvmError.AlreadyKnown))]
    [InlineData("nonce too low", nameof(EvmError.NonceTooLow))]
    [InlineData("execution reverted", nameof(EvmError.Reverted))]
    [InlineData("header not found", nameof(EvmError.Refused))]
    public async Task An_error_is_known_by_its_words(string message, string expected)
    {
        EvmError error = await FailureAsync(exchange => exchange.SendAsync(
            $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{{\"code\":-32000,\"message\":\"{message}\"}}}}"));

        Assert.Equal(expected, error.ToString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("{\"message\":1,\"code\":\"x\",\"data\":{}}")]
    [InlineData("{\"message\":\"\\udc00\"}")]
    public async Task An_error_of_any_form_is_an_error(string error)
    {
        Assert.Equal(EvmError.Refused, await FailureAsync(exchange => exchange.SendAsync(
            $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\",\"error\":{error}}}")));
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_unreachable()
    {
        using EvmClient client = new(new AnchorNode { Url = new Uri("http://127.0.0.1:1/") }, AnswerTime);
        EvmException failure = await Assert.ThrowsAsync<EvmException>(() => client.ChainIdAsync(default));

        Assert.Equal(EvmError.Unreachable, failure.Error);
    }

    [Fact]
    public async Task The_key_in_a_path_or_header_is_sent_but_never_told()
    {
        using LyingNode node = LyingNode.Start(null, exchange => exchange.SendAsync("{"));
        using EvmClient client = new(
            new AnchorNode
            {
                Url = new Uri(node.Url, "v1/path-key"),
                Headers = new Dictionary<string, string> { ["X-Access-Key"] = "header-key" },
            },
            AnswerTime);
        EvmException failure = await Assert.ThrowsAsync<EvmException>(() => client.ChainIdAsync(default));

        Assert.Equal(("/v1/path-key", "header-key"), (node.LastPath, node.LastAccessKey));
        Assert.DoesNotContain("-key", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<EvmError> FailureAsync(Func<LyingNode.Exchange, Task> lie)
    {
        using LyingNode node = LyingNode.Start(null, lie);
        using EvmClient client = new(new AnchorNode { Url = node.Url }, AnswerTime);
        return (await Assert.ThrowsAsync<EvmException>(() => client.ChainIdAsync(default))).Error;
    }
}
