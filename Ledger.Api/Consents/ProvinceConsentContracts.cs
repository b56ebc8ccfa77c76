namespace Ledger.Api.Consents;

/// <summary>What another province's node states of a consent that its holder confirmed there.</summary>
/// <param name="Act">
/// Signed statement of kind <c>consent-act/v1</c>, canonical JSON in base64: <c>consent</c>, <c>log</c>, <c>expires</c>, <c>nonce</c>, <c>holder</c>, <c>confirmation</c>, <c>terms</c>,
/// <c>node</c>, <c>time</c>, and for a minor <c>guardian</c>. To withdraw one: of kind <c>consent-act-withdrawal/v1</c>, without the three in the middle.
/// </param>
/// <param name="Envelope">To which the answer is sealed: SM2 encryption certificate, DER in base64. Left out to withdraw.</param>
/// <param name="Guardianship">What proves that the guardian may; left out where the act names none.</param>
public sealed record PlaceConsentRequest(string Act, string? Envelope, GuardianshipContract? Guardianship);

/// <summary>A minor's birth certificate, proven to be in force in the log of the province whose node sends it.</summary>
/// <param name="Document">The licence document with the child's code, its type, and the guardian's number alone, JSON in base64.</param>
/// <param name="Proof">Status bundle of the certificate, JSON in base64.</param>
/// <param name="SealProof">Status bundle of its seal, the same; left out where it was issued before seals stood in the log.</param>
public sealed record GuardianshipContract(string Document, string Proof, string? SealProof);

/// <summary>A consent that was placed, or was before.</summary>
/// <param name="Consent">Its name, 32 hexadecimal characters.</param>
/// <param name="Proof">Status bundle of the consent, JSON in base64: its first event is the grant.</param>
/// <param name="Content">What the grant commits to, Protobuf in base64.</param>
public sealed record PlacedConsentResponse(string Consent, string Proof, string Content);

/// <summary>A consent that was withdrawn, or was before.</summary>
/// <param name="Consent">Its name.</param>
/// <param name="Proof">Status bundle of the consent, JSON in base64.</param>
public sealed record WithdrawnPlacedConsentResponse(string Consent, string Proof);
