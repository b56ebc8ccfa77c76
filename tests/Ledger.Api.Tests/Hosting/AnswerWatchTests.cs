using System.Net.Sockets;
using System.Text;
using Ledger.Api.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Api.Tests.Hosting;

public sealed class AnswerWatchTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly long Least = (long)(ServerLimits.BytesPerSecond * ServerLimits.TakenWithin.TotalSeconds);

    [Fact]
    public void Who_takes_nothing_in_time_is_too_slow_and_a_network_that_loses_it_has_longer()
    {
        SentBytes waiting = new(0, AreWaiting: true, AreLost: false);
        Assert.False(new AnswerProgress(TimeSpan.Zero).IsTooSlow(waiting, ServerLimits.TakenWithin));
        Assert.True(new AnswerProgress(TimeSpan.Zero).IsTooSlow(waiting, ServerLimits.TakenWithin + Moment));
        Assert.False(new AnswerProgress(TimeSpan.Zero).IsTooSlow(waiting with { AreLost = true }, ServerLimits.FoundAgainWithin));
        Assert.True(new AnswerProgress(TimeSpan.Zero).IsTooSlow(waiting with { AreLost = true }, ServerLimits.FoundAgainWithin + Moment));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public void The_least_speed_is_enough_and_one_byte_less_is_not(int more, bool isTooSlow)
    {
        AnswerProgress progress = new(TimeSpan.Zero);
        Assert.False(progress.IsTooSlow(new SentBytes(Least + more, AreWaiting: true, AreLost: false), ServerLimits.TakenWithin));
        Assert.Equal(isTooSlow, progress.IsTooSlow(new SentBytes(Least + more, AreWaiting: true, AreLost: false), ServerLimits.TakenWithin + Moment));
    }

    [Fact]
    public void What_was_taken_quickly_before_gives_no_more_time_and_who_has_nothing_to_take_is_not_slow()
    {
        AnswerProgress progress = new(TimeSpan.Zero);
        Assert.False(progress.IsTooSlow(new SentBytes(1_000_000, AreWaiting: true, AreLost: false), Moment));
        Assert.True(progress.IsTooSlow(new SentBytes(1_000_000, AreWaiting: true, AreLost: false), ServerLimits.TakenWithin + (2 * Moment)));

        AnswerProgress idle = new(TimeSpan.Zero);
        Assert.False(idle.IsTooSlow(new SentBytes(100, AreWaiting: false, AreLost: false), TimeSpan.FromHours(1)));
        Assert.False(idle.IsTooSlow(new SentBytes(100, AreWaiting: true, AreLost: false), TimeSpan.FromHours(1) + ServerLimits.TakenWithin));
    }

    /// <summary>An answer that fits into the system's buffer, and many that do not.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Who_reads_nothing_is_hung_up_on_and_who_waits_is_not(int questions)
    {
        using Socket reader = await AskAsync(questions, "/verify.html");
        using Socket waiting = await AskAsync(1, "/health/live");
        Assert.NotEqual(0, await waiting.ReceiveAsync(new byte[4096]));

        AnswerWatch watch = node.App.Services.GetRequiredService<AnswerWatch>();
        Assert.False(IsHungUpOn(reader)); // the answer has come meanwhile
        watch.Look(TimeSpan.FromHours(1)); // what the reader's system has taken counts once
        watch.Look(TimeSpan.FromHours(1) + ServerLimits.TakenWithin + Moment);
        Assert.True(IsHungUpOn(reader));
        Assert.False(IsHungUpOn(waiting));
    }

    // A connection that was reset is at its end though there are bytes to read.
    private static bool IsHungUpOn(Socket socket) => socket.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectError);

    private async Task<Socket> AskAsync(int times, string path)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 2048 };
        await socket.ConnectAsync(node.Address.Host, node.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n", times))));
        return socket;
    }
}
