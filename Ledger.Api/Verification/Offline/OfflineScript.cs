using System.Text;
using System.Text.RegularExpressions;

namespace Ledger.Api.Verification.Offline;

/// <summary>
/// The script of the page that verifies without a network: ES modules, put together into one classic script in which every module is a
/// function of its own, so that names meet only where they are imported.
/// </summary>
internal static partial class OfflineScript
{
    private const string Entry = "Page/Main.js";
    private const string Start = "modules['Page/Main.js'].main(globalThis.document?.currentScript?.textContent);";

    /// <summary>The script that starts the page and, run again by it, its worker.</summary>
    public static string Whole => $"{Modules(Entry)}{Start}\n";

    /// <summary>Defines <c>modules</c>, an object that has the exports of these modules and of all they import under their paths.</summary>
    /// <param name="paths">Paths below <c>script</c>, such as <c>Signing/Sm2.js</c>.</param>
    /// <exception cref="InvalidOperationException">A module is absent, imports itself by a detour, or imports in another form.</exception>
    public static string Modules(params string[] paths)
    {
        StringBuilder script = new("'use strict';\nconst modules = {};\n");
        HashSet<string> written = [];
        foreach (string path in paths)
        {
            Write(path, script, written, []);
        }

        return script.ToString();
    }

    private static void Write(string path, StringBuilder script, HashSet<string> written, IReadOnlyList<string> importers)
    {
        if (importers.Contains(path))
        {
            throw new InvalidOperationException($"The module {path} imports itself by way of {string.Join(", ", importers)}.");
        }

        if (written.Contains(path))
        {
            return;
        }

        string source = path == OfflineEditions.Path ? OfflineEditions.Module : OfflineFiles.Read($"script/{path}");
        foreach (Match import in Import().Matches(source))
        {
            Write(Resolve(path, import.Groups["path"].Value), script, written, [.. importers, path]);
        }

        string body = Import().Replace(source, import => $"const {import.Groups["names"].Value} = modules['{Resolve(path, import.Groups["path"].Value)}'];");
        string[] exports = [.. Export().Matches(body).Select(export => export.Groups["name"].Value)];
        body = Export().Replace(body, export => export.Groups["what"].Value);
        if (LooseEnd().IsMatch(body))
        {
            throw new InvalidOperationException($"The module {path} imports or exports in a form that is not put together.");
        }

        script.Append(System.Globalization.CultureInfo.InvariantCulture, $"modules['{path}'] = (() => {{\n{body}return {{ {string.Join(", ", exports)} }};\n}})();\n");
        written.Add(path);
    }

    /// <summary>The path below <c>script</c> of what a module names from where it lies.</summary>
    private static string Resolve(string importer, string path) =>
        new Uri(new Uri($"file:///{importer}"), path).AbsolutePath[1..];

    [GeneratedRegex(@"^import (?<names>\{[^}]+\}) from '(?<path>\.[^']+)';$", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?<what>(?:async )?(?:class|function|const) (?<name>\w+))", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"^(?:import|export)\b", RegexOptions.Multiline)]
    private static partial Regex LooseEnd();
}
