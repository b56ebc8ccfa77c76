using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ledger.Api.Tests.Exchange;

/// <summary>What a node writes into its records, from here on.</summary>
internal sealed class Records : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>Of whatever it is added to.</summary>
    public Records()
    {
    }

    public Records(TestNode node) => node.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(this);

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
