namespace Ledger.Api.Documents.Reading;

/// <summary>What is wrong with the range of bytes that a signature covers.</summary>
internal enum OthersPdfFault
{
    /// <summary>It begins with the file, leaves out its own value and nothing else, and ends with a revision.</summary>
    None,

    /// <summary>It is not two ranges, or they do not lie in the file.</summary>
    Range,

    /// <summary>What is left out is not exactly the signature's own value.</summary>
    Gap,

    /// <summary>It does not end where a revision of the file ends.</summary>
    End,
}
