using Ledger.Node;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Ledger.Api.Hosting;

/// <summary>
/// The console, to which no exception is handed as it is: whatever a library or a parser says of the value that it stumbled over could be
/// somebody's name. What is written are its type, where it came from, and the system's number of the error.
/// </summary>
[ProviderAlias("Console")]
internal sealed class DiscreetLogs(ILoggerProvider console) : ILoggerProvider, ISupportExternalScope
{
    public ILogger CreateLogger(string categoryName) => new Discreet(console.CreateLogger(categoryName));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (console as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => console.Dispose();

    private sealed class Discreet(ILogger to) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => to.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => to.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            to.Log(logLevel, eventId, state, exception is null ? null : new UnsaidException(exception), formatter);
    }
}

/// <summary>Sets the console up.</summary>
internal static class DiscreetLogging
{
    /// <summary>The console alone, one line an entry, or one JSON object.</summary>
    public static void AddDiscreetConsole(this ILoggingBuilder logging, bool json)
    {
        _ = json
            ? logging.ClearProviders().AddJsonConsole(console => console.UseUtcTimestamp = true)
            : logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton<ConsoleLoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider>(services => new DiscreetLogs(services.GetRequiredService<ConsoleLoggerProvider>()));
    }
}
