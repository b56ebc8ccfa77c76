using Ledger.Node;
using Ledger.Node.Outgoing;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ledger.Api.Health;

/// <summary>Sends metrics and traces where the settings say, and answers <c>/metrics</c> at an address of its own.</summary>
internal static class Telemetry
{
    private const string ServiceName = "ledger-node";
    private const string MetricsPath = "/metrics";
    private const string Requests = "Microsoft.AspNetCore";

    // The runtime's and the server's own; of requests they know route, method and status, no address.
    private static readonly string[] Meters =
        ["Ledger.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>Registers what measures and what sends.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, ProvinceNode node)
    {
        TelemetryOptions options = node.Options.Telemetry ?? new TelemetryOptions();
        builder.Services.AddSingleton<NodeGauges>();
        builder.Services.AddSingleton<LastMinutes>();
        if (options is { Metrics: null, Otlp: null })
        {
            return;
        }

        OpenTelemetry.OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceInstanceId: node.Options.Origin))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (options.Metrics is not null)
                {
                    metrics.AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0);
                }

                if (options.Otlp is not null)
                {
                    metrics.AddOtlpExporter(exporter => Send(exporter, node.Options, "v1/metrics"));
                }
            });
        if (options.Otlp is not null)
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(Requests)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio)))
                .AddProcessor(new UnaddressedTraces())
                .AddOtlpExporter(exporter => Send(exporter, node.Options, "v1/traces")));
        }
    }

    /// <summary>Everything that comes in at the address of the metrics ends here.</summary>
    public static void UseMetrics(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<NodeGauges>(); // they measure from their making on
        _ = app.Services.GetRequiredService<LastMinutes>();
        if (app.Services.GetRequiredService<ProvinceNode>().Options.Telemetry?.Metrics is Uri metrics)
        {
            // By the port that took the connection: the Host header says what the client likes.
            app.MapWhen(
                context => context.Connection.LocalPort == metrics.Port,
                branch => branch.UseOpenTelemetryPrometheusScrapingEndpoint(MetricsPath));
        }
    }

    private static void Send(OtlpExporterOptions exporter, NodeOptions options, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(new Uri(options.Telemetry!.Otlp!.AbsoluteUri.TrimEnd('/') + "/"), signal);
        exporter.HttpClientFactory = () => OutgoingHttp.Create(new OutgoingCall
        {
            Patience = TimeSpan.FromMilliseconds(exporter.TimeoutMilliseconds),
            LongestAnswer = OutgoingLimits.CollectorBytes,
            PrivateNetworks = options.OutgoingNetworks,
        });
    }
}
