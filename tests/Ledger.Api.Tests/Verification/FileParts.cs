using System.Text;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Verification;

/// <summary>Where a file's revisions end, and the bytes of each.</summary>
internal sealed class FileParts
{
    private static readonly byte[] End = Encoding.ASCII.GetBytes("\n%%EOF\n");

    private readonly byte[] _file;

    public FileParts(byte[] file)
    {
        _file = file;
        List<int> ends = [];
        int from = 0;
        while (file.AsSpan(from).IndexOf(End) is >= 0 and int at)
        {
            from += at + End.Length;
            ends.Add(from);
        }

        Ends = ends;
    }

    /// <summary>Behind each revision.</summary>
    public IReadOnlyList<int> Ends { get; }

    /// <summary>The bytes of the revision of a number, from 1.</summary>
    public byte[] this[int number] => _file[(number == 1 ? 0 : Ends[number - 2])..Ends[number - 1]];

    /// <summary>The number of the revision that a byte belongs to.</summary>
    public int RevisionOf(int position) => Ends.TakeWhile(end => end <= position).Count() + 1;

    /// <summary>A file of some of the revisions, in any order.</summary>
    public byte[] File(params IEnumerable<int> numbers) => [.. numbers.SelectMany(number => this[number])];

    /// <summary>Number of signatures that the file is read to have.</summary>
    public static int SignaturesOf(byte[] file) => PdfReader.Read(file, CancellationToken.None).Signatures.Count;
}
