using System.Collections.Concurrent;
using System.Globalization;

namespace Ledger.Api.Tests.Crash;

/// <summary>What the clients know: which licences the node acknowledged, written down before it counts; and which nobody knows of.</summary>
internal sealed class Oracle(string file) : IDisposable
{
    private readonly StreamWriter _file = new(file, append: true) { AutoFlush = true };
    private readonly ConcurrentDictionary<int, Outcome> _acknowledged = [];
    private readonly ConcurrentDictionary<int, Outcome> _unknown = [];

    /// <summary>What was acknowledged, by number.</summary>
    public IReadOnlyDictionary<int, Outcome> Acknowledged => _acknowledged;

    /// <summary>Requests whose outcome nobody knows yet.</summary>
    public IReadOnlyCollection<int> Unknown => [.. _unknown.Keys];

    /// <summary>The numbers in the file, as a second memory of what was acknowledged.</summary>
    public static IReadOnlyList<int> ReadFile(string file) =>
        [.. File.ReadLines(file).Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))];

    /// <summary>Takes down an outcome.</summary>
    public void Note(Outcome outcome)
    {
        if (!outcome.IsAcknowledged)
        {
            _unknown[outcome.Number] = outcome;
            return;
        }

        lock (_file)
        {
            _file.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{outcome.Number} {outcome.Identifier} {outcome.Index} {outcome.LeafHash}"));
        }

        _ = _unknown.TryRemove(outcome.Number, out _);
        Outcome first = _acknowledged.GetOrAdd(outcome.Number, outcome);
        Assert.True(first == outcome with { Anchor = first.Anchor }, $"Two answers to one request: {first} {outcome}");
    }

    public void Dispose() => _file.Dispose();
}
