namespace Ledger.Api.Tests.Federation;

/// <summary>Waits for what has to come about by itself. Limits are generous: nothing is measured with them.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again until the answer is as it should be; gives that answer.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Predicate<T> isRight, string what)
    {
        using CancellationTokenSource late = new(Limit);
        while (true)
        {
            T answer = await ask();
            if (isRight(answer))
            {
                return answer;
            }

            Assert.False(late.IsCancellationRequested, $"{what}: after {Limit.TotalSeconds} s it is still {answer}");
            await Task.Delay(Pause);
        }
    }
}
