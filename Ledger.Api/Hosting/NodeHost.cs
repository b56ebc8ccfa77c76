using Ledger.Api.Auditing;
using Ledger.Api.Catalogue;
using Ledger.Api.Comparisons;
using Ledger.Api.Composites;
using Ledger.Api.Consents;
using Ledger.Api.Copies;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Exchange;
using Ledger.Api.Federation;
using Ledger.Api.Health;
using Ledger.Api.Holdings;
using Ledger.Api.Importing;
using Ledger.Api.Inspections;
using Ledger.Api.Licences;
using Ledger.Api.Log;
using Ledger.Api.Materials;
using Ledger.Api.Migrations;
using Ledger.Api.Parties;
using Ledger.Api.Portal;
using Ledger.Api.Presentations;
using Ledger.Api.Problems;
using Ledger.Api.Reconciliation;
using Ledger.Api.Renewals;
using Ledger.Api.Seals;
using Ledger.Api.Security;
using Ledger.Api.SignIn;
using Ledger.Api.TimeStamps;
using Ledger.Api.Verification;
using Ledger.Api.Verification.Offline;
using Ledger.Api.Verification.Receipts;
using Ledger.Api.Verification.Separate;
using Ledger.Node;
using Ledger.Node.Security;

namespace Ledger.Api.Hosting;

/// <summary>The web application of one node: services, middleware, endpoints.</summary>
internal static class NodeHost
{
    /// <summary>Builds it around an open node.</summary>
    public static WebApplication Build(ProvinceNode node, TimeProvider time, Action<WebApplicationBuilder>? adjust = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        AddLogging(builder.Logging, node.Options.Telemetry?.JsonLogs ?? false);
        builder.WebHost.UseSockets(sockets =>
        {
            sockets.CreateBoundListenSocket = Listening.Open;
            sockets.Backlog = ServerLimits.Waiting;
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            ServerLimits.Apply(kestrel);
            Listening.Apply(kestrel, node);
        });
        builder.AddTelemetry(node);
        builder.Services.AddSingleton<AnswerWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AnswerWatch>());
        builder.Services.AddSingleton(node);
        builder.Services.AddSingleton(time);
        DepartmentSystem[] showing = node.Options.TakesBearerKeys ? [.. node.Options.Systems.Where(system => system.KeySha256 is not null)] : [];
        builder.Services.AddSingleton(new DepartmentKeys(showing, time));
        builder.Services.AddRequestRates(node.Options, time);
        builder.Services.AddSingleton(services => new FailedSignatures(services.GetRequiredService<RateTable>(), node.Options));
        builder.Services.AddSingleton(new SystemQuotas(node.Options.Callers, time));
        builder.Services.AddSingleton(services =>
            new SignedRequests(node, services.GetRequiredService<SystemQuotas>(), services.GetRequiredService<FailedSignatures>(), time));
        builder.Services.AddSingleton<Recorder>();
        builder.Services.AddSingleton<SignInJournal>();
        builder.Services.AddSingleton<SignInFlow>();
        builder.Services.AddSingleton<BackChannelLogout>();
        builder.Services.AddSingleton(FontCatalogue.Discover(ProgramFolder.FontFolders));
        builder.Services.AddSingleton<LicenceFile>();
        builder.Services.AddSingleton<ExchangeServices>();
        builder.Services.AddSingleton<ReadingProcesses>();
        builder.Services.AddSingleton(services =>
            TrustedVerifier.Load(node.Options.TrustFolder, time, services.GetRequiredService<ReadingProcesses>(), node.Options.OutgoingNetworks));
        builder.Services.AddSingleton(new ServedPage(node.Options.TrustFolder, time));
        builder.Services.AddSingleton(_ => new PresentationJudge(
            TrustFolder.Load(node.Options.TrustFolder), node.Keys, node.ShownPresentations, time, node.Options.OutgoingNetworks));
        builder.Services.AddRazorComponents();
        builder.Services.AddOpenApi(options => options.AddDocumentTransformer<InterfaceDescription>());
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(new ProblemPage(ErrorPages.WriteAsync));
        builder.Services.AddSingleton<FormDrafts>();
        builder.Services.AddExceptionHandler<LedgerExceptionHandler>();
        builder.Services.AddHostedService(_ => new StartUpWorker(node, time));
        builder.Services.AddHostedService(_ => node.Witnessing.Feeder);
        builder.Services.AddHostedService(_ => node.Mirrors.Follower);
        builder.Services.AddHostedService(_ => node.ImportWorker);
        builder.Services.AddHostedService(_ => node.Seals.Attempts);
        builder.Services.AddHostedService(_ => node.AuditWorker);
        if (node.ReceiptPoster is not null)
        {
            builder.Services.AddHostedService(_ => node.ReceiptPoster);
            builder.Services.AddHostedService(_ => node.ConsentPlacer);
        }

        if (node.TrustFollower is not null)
        {
            builder.Services.AddHostedService(_ => node.TrustFollower);
        }

        if (node.AnchorWorker is not null)
        {
            builder.Services.AddHostedService(_ => node.AnchorWorker);
        }

        adjust?.Invoke(builder);
        WebApplication app = builder.Build();
        Use(app);
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging, bool json)
    {
        logging.AddDiscreetConsole(json);

        // Paths hold identifiers; no request is logged by address.
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Why a start failed is said once, in our own words.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }

    private static void Use(WebApplication app)
    {
        app.UseMetrics();
        app.UseMiddleware<RequestTraces>();
        app.UseMiddleware<SignedExchange>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(status =>
            ProblemResults.OfStatus(status.HttpContext.Response.StatusCode).WriteAsync(status.HttpContext));
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HeadRequests>();
        app.UseRouting();
        app.UseMiddleware<AuditedRefusals>();
        app.UseMiddleware<Authoriser>();
        app.UseRequestRates();
        app.UseSwaggerUI(swagger => swagger.SwaggerEndpoint("/openapi/v1.json", "Ledger v1"));
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json");
        MapAll(app.MapGroup("").AddEndpointFilter(new AuditedAnswers(app.Services.GetRequiredService<Recorder>())));
    }

    private static void MapAll(RouteGroupBuilder routes)
    {
        routes.MapHealth();
        routes.MapAnswerKey();
        routes.MapSystemKeys();
        routes.MapSignIn();
        routes.MapBackChannel();
        routes.MapSessions();
        routes.MapActing();
        routes.MapLog();
        routes.MapLoad();
        routes.MapWitness();
        routes.MapMapAuditor();
        routes.MapMirrors();
        routes.MapHolders();
        routes.MapSeals();
        routes.MapCatalogue();
        routes.MapLicences();
        routes.MapComposites();
        routes.MapCopies();
        routes.MapMaterials();
        routes.MapConsents();
        routes.MapAssistedConsents();
        routes.MapInspections();
        routes.MapProvinceConsents();
        routes.MapProvinceObjections();
        routes.MapExchangedObjections();
        routes.MapUses();
        routes.MapObjections();
        routes.MapFolder();
        routes.MapErasure();
        routes.MapExport();
        routes.MapProvinceUses();
        routes.MapUseReceipts();
        routes.MapExchangedUses();
        routes.MapPreCheck();
        routes.MapPresentations();
        routes.MapLicenceQueries();
        routes.MapRenewals();
        routes.MapRenewalApplications();
        routes.MapMigrations();
        routes.MapMetadata();
        routes.MapDirectory();
        routes.MapExchange();
        routes.MapImports();
        routes.MapReconciliation();
        routes.MapFlags();
        routes.MapComparisons();
        routes.MapTimeStamps();
        routes.MapVerification();
        routes.MapSigningKeys();
        routes.MapReceipts();
        routes.MapAudit();
        routes.MapPortal();
    }
}
