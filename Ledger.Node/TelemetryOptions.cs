namespace Ledger.Node;

/// <summary>To whom the node tells how it is: numbers and traces, never who was served with what.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>
    /// Where <c>/metrics</c> is answered in Prometheus' text form, for example <c>http://127.0.0.1:9464</c>: an address of its own, so that
    /// whoever reaches the service does not reach its figures. Null for nowhere.
    /// </summary>
    public Uri? Metrics { get; init; }

    /// <summary>A collector that takes OTLP over HTTP, for example <c>http://127.0.0.1:4318</c>; null to send nothing.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Of so large a share of the requests a trace is sent, 0 to 1; what a caller traces is traced here too.</summary>
    public double TraceRatio { get; init; } = 1;

    /// <summary>Whether log lines are JSON, one object a line, for programs instead of people.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        Metrics is not null && !(IsHttp(Metrics) && Metrics.AbsolutePath == "/" && System.Net.IPAddress.TryParse(Metrics.Host.Trim('[', ']'), out _))
            ? "metrics: http, an IP address and a port, for example http://127.0.0.1:9464."
        : Otlp is not null && !(IsHttp(Otlp) || (Otlp.IsAbsoluteUri && Otlp.Scheme == Uri.UriSchemeHttps)) ? "otlp: an http or https address."
        : TraceRatio is not (>= 0 and <= 1) ? "traceRatio: 0 to 1."
        : null;

    private static bool IsHttp(Uri address) => address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttp;
}
