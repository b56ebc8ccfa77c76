namespace Ledger.Api.Documents.Reading;

/// <summary>A signature found in a PDF of another system. Nothing of it is proven.</summary>
/// <param name="Form">What /SubFilter says; empty where it says nothing.</param>
/// <param name="Fault">Why what it covers cannot be told; <see cref="OthersPdfFault.None"/> where it can.</param>
/// <param name="Gap">Where the bytes begin that it leaves out: the value in angle brackets.</param>
/// <param name="AfterGap">Where it goes on.</param>
/// <param name="End">Where what it covers ends.</param>
/// <param name="Revision">Which saving of the file that is, from 1.</param>
internal sealed record OthersPdfSignature(string Form, OthersPdfFault Fault, int Gap, int AfterGap, int End, int Revision);
