using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Node.Anchoring;
using Ledger.Node.Consents;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Security;
using Ledger.Node.SignIn;
using Ledger.Node.TimeStamps;

namespace Ledger.Node;

/// <summary>The settings of one province's node, read from <c>node.json</c> in its folder.</summary>
internal sealed partial record NodeOptions
{
    /// <summary>The log's origin, for example <c>ledger.example/sh</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Name shown to people, for example 上海市.</summary>
    public required string Province { get; init; }

    /// <summary>Division code of the province, for example 310000.</summary>
    public required string Division { get; init; }

    /// <summary>Address to listen on: plain HTTP on loopback, or HTTPS, for which <c>tls.crt</c> and <c>tls.key</c> lie among the keys.</summary>
    public required Uri Listen { get; init; }

    /// <summary>Address under which others reach it; printed in QR codes.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>The chain it anchors in, or null to run without one.</summary>
    public AnchorOptions? Anchoring { get; init; }

    /// <summary>The systems that may call.</summary>
    public IReadOnlyList<DepartmentSystem> Systems { get; init; } = [];

    /// <summary>
    /// Whether a system may show a key instead of signing its requests: null only where the public address is this machine, which is a
    /// demonstration or a test.
    /// </summary>
    public bool? BearerKeys { get; init; }

    /// <summary>
    /// The header in which the proxy before the node says who called it, for example <c>X-Forwarded-For</c>, of which the last address counts;
    /// null where no proxy stands there.
    /// </summary>
    public string? ClientAddressHeader { get; init; }

    /// <summary>
    /// Networks that are not public, for example <c>10.8.0.0/16</c>, and that the names of those whom it calls may lead to; 32 at most. An address
    /// that is itself written in the settings is called wherever it lies.
    /// </summary>
    public IReadOnlyList<string> PrivateNetworks { get; init; } = [];

    /// <summary>Name under which it cosigns the other logs, for example <c>witness.example/sh</c>; null to witness none.</summary>
    public string? WitnessName { get; init; }

    /// <summary>The witnesses that are asked to cosign its own log.</summary>
    public IReadOnlyList<WitnessPeer> Witnesses { get; init; } = [];

    /// <summary>The map auditors that are asked to cosign its own log, once they have recomputed it.</summary>
    public IReadOnlyList<WitnessPeer> MapAuditors { get; init; } = [];

    /// <summary>Where the lock file lies, or null for <c>lock/lock</c> below the node's folder. Best on a disk of its own.</summary>
    public string? LockFile { get; init; }

    /// <summary>The log that this one continues, or null for a log that is the first of its province.</summary>
    public LogContinuation? Continues { get; init; }

    /// <summary>
    /// Where the passphrase of the encrypted keys comes from: <c>credential:NAME</c> of systemd, <c>-</c> for standard input, or a file for
    /// its owner only, relative to the node's folder. Null where no key is encrypted.
    /// </summary>
    public string? KeyPassphrase { get; init; }

    /// <summary>After so long an unchanged checkpoint is cosigned anew.</summary>
    public int WitnessHeartbeatSeconds { get; init; } = 300;

    /// <summary>So often the mirrors look whether the other logs have grown.</summary>
    public int MirrorPollSeconds { get; init; } = 5;

    /// <summary>The most rows a second that all imports together issue; 0 for as fast as it goes.</summary>
    public int ImportRowsPerSecond { get; init; }

    /// <summary>Rows that a system may import within a day without another's approval, and licences that it may issue by batch on one.</summary>
    public int ImportRowsAlone { get; init; } = Importing.ImportLimits.RowsAlone;

    /// <summary>So often the log commits to what the audit log has grown by.</summary>
    public int AuditCommitSeconds { get; init; } = 60;

    /// <summary>Who stamps the time on the files that it signs, or null for nobody.</summary>
    public TimeStampOptions? TimeStamps { get; init; }

    /// <summary>To whom it tells how it is, or null for nobody.</summary>
    public TelemetryOptions? Telemetry { get; init; }

    /// <summary>How its keys sign.</summary>
    public SigningOptions Signing { get; init; } = new();

    /// <summary>How people sign in; by nobody where it names no provider.</summary>
    public SignInOptions SignIn { get; init; } = new();

    /// <summary>The other provinces' nodes, with which this one exchanges licences and materials.</summary>
    public IReadOnlyList<NeighbourProvince> Provinces { get; init; } = [];

    /// <summary>How much one system may use.</summary>
    public UseOptions Uses { get; init; } = new();

    /// <summary>Whether anybody may add entries without a meaning, to measure the log; never where licences are issued.</summary>
    public bool AcceptLoad { get; init; }

    /// <summary>Folder of <c>node.json</c>; everything of the node lies below it.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>Whether the node speaks TLS itself.</summary>
    [JsonIgnore]
    public bool SpeaksTls => Listen.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether a system may show a key, as set or by default.</summary>
    [JsonIgnore]
    public bool TakesBearerKeys => BearerKeys ?? PublicAddress.IsLoopback;

    /// <summary>All that may call it by a key of their own: departments' systems and other provinces' nodes.</summary>
    [JsonIgnore]
    public IReadOnlyList<DepartmentSystem> Callers => [.. Systems, .. Provinces.Select(province => province.ToCaller())];

    /// <summary>The private networks, read.</summary>
    [JsonIgnore]
    public IReadOnlyList<IPNetwork> OutgoingNetworks => [.. PrivateNetworks.Select(IPNetwork.Parse)];

    /// <summary>Where the database lies.</summary>
    [JsonIgnore]
    public string DatabaseFolder => Path.Combine(Folder, "database");

    /// <summary>Where the head file lies: outside the database, so that restoring one does not restore the other.</summary>
    [JsonIgnore]
    public string HeadFile => Path.Combine(Folder, "head", "head");

    /// <summary>Where the lock file lies, as set or by default.</summary>
    [JsonIgnore]
    public string LockFilePath => LockFile ?? Path.Combine(Folder, "lock", "lock");

    /// <summary>Where the files of imports lie, sealed, while their rows are being issued.</summary>
    [JsonIgnore]
    public string ImportFolder => Path.Combine(Folder, "imports");

    /// <summary>Where the files of materials lie, sealed.</summary>
    [JsonIgnore]
    public string MaterialFolder => Path.Combine(Folder, "materials");

    /// <summary>
    /// Where copies of the erasable ring lie, at most 8, each on another disk: absolute or relative to the node's folder. The node keeps them current
    /// by itself; an erasure is finished only once none of them has what it needs.
    /// </summary>
    public IReadOnlyList<string> RingCopies { get; init; } = [];

    /// <summary>Where the half of the holders' wrapping keys lies that no backup may have.</summary>
    [JsonIgnore]
    public string RingFile => Path.Combine(Folder, "erasure", "holder-ring");

    /// <summary>Where the private keys lie.</summary>
    [JsonIgnore]
    public string KeyFolder => Path.Combine(Folder, "keys");

    /// <summary>Where the trust policy lies that this node verifies by.</summary>
    [JsonIgnore]
    public string TrustFolder => Path.Combine(Folder, "trust");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads and checks <c>node.json</c> of a folder.</summary>
    /// <exception cref="FormatException">The file is absent or a setting is missing, unknown or unsafe.</exception>
    public static NodeOptions Load(string folder)
    {
        NodeOptions options = Read(folder);
        return options.Problem() is string problem
            ? throw new FormatException($"{Path.Combine(folder, "node.json")}: {problem}")
            : options.WithNetworks();
    }

    /// <summary>Reads <c>node.json</c> of a folder; what stands in it may be anything that is well-formed.</summary>
    /// <exception cref="FormatException">The file is absent, or a setting is missing, unknown or of another type.</exception>
    public static NodeOptions Read(string folder)
    {
        string path = Path.Combine(folder, "node.json");
        try
        {
            NodeOptions options = JsonSerializer.Deserialize<NodeOptions>(File.ReadAllBytes(path), Json)
                ?? throw new FormatException($"{path} is empty.");
            return options with { Folder = Path.GetFullPath(folder) };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes <c>node.json</c> to a folder.</summary>
    public void Save(string folder) => File.WriteAllBytes(Path.Combine(folder, "node.json"), JsonSerializer.SerializeToUtf8Bytes(this, Json));

    private NodeOptions WithNetworks() => this with
    {
        Anchoring = Anchoring is null ? null : Anchoring with { Nodes = [.. Anchoring.Nodes.Select(node => node with { PrivateNetworks = OutgoingNetworks })] },
        TimeStamps = TimeStamps is null ? null : TimeStamps with { PrivateNetworks = OutgoingNetworks },
    };
}
