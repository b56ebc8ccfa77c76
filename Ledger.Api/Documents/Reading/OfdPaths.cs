namespace Ledger.Api.Documents.Reading;

/// <summary>Finds what a path inside a package means (ST_Loc). Programs write them from the root, from the file's folder, or from the document's.</summary>
internal sealed class OfdPaths(OfdArchive archive)
{
    /// <summary>The name of the file meant; null where the package has none.</summary>
    /// <param name="path">As written.</param>
    /// <param name="origin">Name of the file that it is written in.</param>
    public string? Resolve(string? path, string origin)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Length > OfdLimits.NameLength)
        {
            return null;
        }

        string clean = path.Trim().Replace('\\', '/');
        if (clean.StartsWith('/'))
        {
            return Existing(clean.TrimStart('/'));
        }

        // The folder of the file first, as the standard has it, then every folder above it.
        for (string? folder = FolderOf(origin); folder is not null; folder = folder.Length == 0 ? null : FolderOf(folder))
        {
            if (Existing(folder.Length == 0 ? clean : $"{folder}/{clean}") is string found)
            {
                return found;
            }
        }

        return null;
    }

    private static string FolderOf(string name) => name.LastIndexOf('/') is >= 0 and int at ? name[..at] : "";

    /// <summary>Steps up (<c>..</c>) stay inside the package.</summary>
    private string? Existing(string name)
    {
        List<string> parts = [];
        foreach (string part in name.Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count > 0:
                    parts.RemoveAt(parts.Count - 1);
                    break;
                case "..":
                    return null;
                default:
                    parts.Add(part);
                    break;
            }
        }

        string joined = string.Join('/', parts);
        return archive.Find(joined) is null ? null : joined;
    }
}
