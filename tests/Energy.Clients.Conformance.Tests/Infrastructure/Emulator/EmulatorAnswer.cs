using System.Text.Json.Nodes;

namespace Energy.Clients.Conformance;

/// <summary>What an emulator answered to a recorded request.</summary>
/// <param name="Answer">The answer, as <see cref="WireJson"/> writes it; null when the run broke before or at this exchange.</param>
/// <param name="ByFault">Whether a named fault gave it.</param>
/// <param name="Failure">What broke the run; null when nothing did.</param>
public sealed record EmulatorAnswer(JsonObject? Answer, bool ByFault, Exception? Failure);
