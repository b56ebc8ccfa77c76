namespace Ledger.Tests;

/// <summary>Other people's test data, kept in <c>../shared/vectors</c> beside the project. Absent there, its tests are skipped and counted.</summary>
internal static class Vectors
{
    /// <summary>The folder, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The full path of one file or folder of it.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder!, .. parts]);

    private static string? Find()
    {
        string folder = System.IO.Path.Combine(Repository.Root, "..", "shared", "vectors");
        return Directory.Exists(folder) ? System.IO.Path.GetFullPath(folder) : null;
    }
}

/// <summary>A fact that reads <see cref="Vectors"/>; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute()
    {
        if (Vectors.Folder is null)
        {
            Skip = "../shared/vectors is absent";
        }
    }
}
