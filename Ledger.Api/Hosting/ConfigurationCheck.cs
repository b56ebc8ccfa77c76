using System.Net;
using System.Text.RegularExpressions;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Hosting;

/// <summary>
/// Looks for what is not safe about how a node is set up, before it opens anything. A node that only this machine reaches is a demonstration or a
/// test, and may do what no other may.
/// </summary>
internal static partial class ConfigurationCheck
{
    private static readonly string[] SecretEndings = [".key", ".pin", ".secret"];

    /// <summary>All that is found.</summary>
    /// <param name="folder">The node's folder.</param>
    /// <param name="environment">Names of the variables that are set.</param>
    public static IReadOnlyList<ConfigurationFinding> Of(string folder, IEnumerable<string> environment)
    {
        NodeOptions options;
        try
        {
            options = NodeOptions.Read(folder);
        }
        catch (FormatException e)
        {
            return [new(ConfigurationFault.SettingsWrong, e.Message)];
        }

        string file = Path.Combine(folder, "node.json");
        List<ConfigurationFinding> findings = [.. Addresses(options, file)];
        if (findings.Count == 0 && options.Problem() is string problem)
        {
            findings.Add(new(ConfigurationFault.SettingsWrong, $"{file}: {problem}"));
        }

        if (findings.Count == 0)
        {
            findings.AddRange(IsOpen(options) ? [.. Open(options, file), .. ClientKeyCheck.Of(options), .. Remarks(options)] : []);
            findings.AddRange(Secrets(options, file, environment));
        }

        return findings;
    }

    private static bool IsOpen(NodeOptions options) => !options.PublicAddress.IsLoopback;

    private static IEnumerable<ConfigurationFinding> Addresses(NodeOptions options, string file) => Found(
        (ConfigurationFault.PlainHttp, options.Listen.IsAbsoluteUri && !options.Listen.IsLoopback && !options.SpeaksTls, $"{file}: listen: {options.Listen}."));

    /// <summary>What may be where nobody but this machine reaches the node.</summary>
    private static IEnumerable<ConfigurationFinding> Open(NodeOptions options, string file) => Found(
        (ConfigurationFault.NoTls, options.PublicAddress.Scheme != Uri.UriSchemeHttps, $"{file}: publicAddress: {options.PublicAddress}."),
        (ConfigurationFault.BearerKeys, options.TakesBearerKeys, $"{file}: bearerKeys."),
        (ConfigurationFault.DemoProvider, options.SignIn.Providers.Any(provider => provider.Address.IsLoopback), $"{file}: signIn."),
        (ConfigurationFault.AcceptLoad, options.AcceptLoad, $"{file}: acceptLoad."),
        (ConfigurationFault.NoClientAddress, options.ClientAddressHeader is null && !options.SpeaksTls, $"{file}: clientAddressHeader."),
        (ConfigurationFault.TelemetryOpen, options.Telemetry?.Metrics is Uri metrics && IsOpenAddress(metrics), $"{file}: telemetry, metrics."),
        (ConfigurationFault.NoWitnesses, options.Witnesses.Count == 0 || options.MapAuditors.Count == 0, $"{file}: witnesses, mapAuditors."),
        (ConfigurationFault.NoQuorum, !HasQuorum(options), $"{options.TrustFolder}: policy."));

    /// <summary>What a node starts with nevertheless.</summary>
    private static IEnumerable<ConfigurationFinding> Remarks(NodeOptions options)
    {
        ulong? database = VolumeOf(options.DatabaseFolder);
        return
        [
            .. Found((ConfigurationFault.NoAnchor, options.Anchoring is null, "anchoring.")),
            .. new[] { options.HeadFile, options.LockFilePath }.Where(path => VolumeOf(path) == database)
                .Select(path => new ConfigurationFinding(ConfigurationFault.SameVolume, $"{path}.")),
            .. Found((ConfigurationFault.ClockUnsynchronised, !SystemFacts.IsClockKept, "clock.")),
        ];
    }

    private static IEnumerable<ConfigurationFinding> Secrets(NodeOptions options, string settings, IEnumerable<string> environment)
    {
        foreach (string file in SecretFiles(options).Where(File.Exists).Order(StringComparer.Ordinal))
        {
            if (IsOthers(file))
            {
                yield return new(ConfigurationFault.KeyMode, $"{file}.");
            }

            if (SystemFacts.Of(file) is { } facts && facts.Owner != SystemFacts.User)
            {
                yield return new(ConfigurationFault.KeyOwner, $"{file}.");
            }
        }

        if (options.Anchoring?.Nodes.Any(node => node.Headers.Count > 0) == true && IsOthers(settings))
        {
            yield return new(ConfigurationFault.SettingsReadable, $"{settings}.");
        }

        foreach (string name in environment.Where(name => SecretName().IsMatch(name)).Order(StringComparer.Ordinal))
        {
            yield return new(ConfigurationFault.SecretInEnvironment, $"{name}.");
        }
    }

    private static IEnumerable<string> SecretFiles(NodeOptions options) =>
    [
        .. !Directory.Exists(options.KeyFolder) ? [] : Directory.EnumerateFiles(options.KeyFolder, "*", SearchOption.AllDirectories)
            .Where(path => SecretEndings.Contains(Path.GetExtension(path)) || Path.GetFileName(path) == "holder-secrets"),
        .. options.SignIn.Providers.Select(provider => provider.ClientSecretFile).OfType<string>().Select(file => Path.Combine(options.Folder, file)),
        .. options.KeyPassphrase is string source && KeyPassphraseSource.CredentialOf(source) is null ? [Path.Combine(options.Folder, source)] : (string[])[],
    ];

    private static bool IsOthers(string file) =>
        (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0;

    private static bool IsOpenAddress(Uri address) =>
        !IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? listening) || Reaches.Of(listening) != Reach.Private;

    private static bool HasQuorum(NodeOptions options)
    {
        try
        {
            return TrustFolder.Load(options.TrustFolder).LogOf(options.Origin) is TrustedLog { Witnesses: not null };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Of what does not exist yet: where it will be made.
    private static ulong? VolumeOf(string path) =>
        SystemFacts.Of(path)?.Volume ?? (Path.GetDirectoryName(path) is { Length: > 0 } above ? VolumeOf(above) : null);

    private static IEnumerable<ConfigurationFinding> Found(params (ConfigurationFault Fault, bool Is, string About)[] all) =>
        all.Where(one => one.Is).Select(one => new ConfigurationFinding(one.Fault, one.About));

    [GeneratedRegex("^LEDGER_.*(PASS|SECRET|PIN|KEY|TOKEN)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();
}
