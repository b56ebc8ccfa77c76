using System.Reflection;

namespace Ledger.Api.Verification.Offline;

/// <summary>The page's sources, which lie in the program itself.</summary>
internal static class OfflineFiles
{
    private const string Prefix = "offline/";

    private static readonly Assembly Program = typeof(OfflineFiles).Assembly;

    /// <summary>One source.</summary>
    /// <param name="path">Its path below this folder, such as <c>page.css</c>.</param>
    /// <exception cref="InvalidOperationException">There is none of this name.</exception>
    public static string Read(string path)
    {
        using Stream stream = Program.GetManifestResourceStream(Prefix + path)
            ?? throw new InvalidOperationException($"The page has no source {path}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
